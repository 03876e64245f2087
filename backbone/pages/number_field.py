"""The form field for numbers: typed as people write them, shown in the page's language, asked about when in doubt.

No browser's own number field: which mark it takes depends on the browser's language, and one swallows the comma
of `12,5`. A column between 0 and 1 is a share: it is typed and shown in percent.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backbone.reading import numbers

NO_BREAK = "\N{NO-BREAK SPACE}"
COPIED = ("required", "label", "initial", "help_text", "disabled", "localize", "label_suffix")


class NumberInput(forms.TextInput):
    """A text field for which a telephone shows its digits."""


class NumberField(forms.Field):
    """A number from `min_value` to `max_value` (None: no bound) with at most `decimal_places`.

    Cleans to an int when there are no decimals, else to a Decimal, or to None when it is empty. `unit` is what
    it counts in; only the sign of that (%, €) may stand beside it. A text that can be two numbers which both
    fit is refused with both of them.
    """

    widget = NumberInput

    def __init__(self, *, min_value=None, max_value=None, decimal_places=0, unit="", **kwargs):
        self.min_value, self.max_value, self.decimal_places = min_value, max_value, decimal_places
        self.unit = unit
        super().__init__(**kwargs)

    def widget_attrs(self, widget: NumberInput) -> dict:
        return {"inputmode": "decimal" if self.decimal_places else "numeric", "class": "number"}

    def prepare_value(self, value: Decimal | int | str | None) -> str | None:
        """What stands in the field: a stored number as it is written here, a typed text as it was typed."""
        is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return self.written(_exact(value)) if is_number else value

    def written(self, value: Decimal | int) -> str:
        """A Decimal as the page's language writes it."""
        return numbers.write(value, language=_language())

    def has_changed(self, initial: Decimal | None, data: str | None) -> bool:
        try:
            return not self.disabled and self.to_python(data) != (None if initial in ("", None) else initial)
        except ValidationError:
            return True

    def to_python(self, value: str | None) -> Decimal | int | None:
        if value is None or self.disabled:
            return value
        number = numbers.read(str(value), language=_language())
        if number.is_absent and not number.text:
            return None
        self._check_text(number)
        chosen = self._chosen(number)
        self._check_value(chosen)
        return self._stored(chosen)

    def _check_text(self, number):
        if number.is_absent:
            raise ValidationError(
                _("“%(text)s” is no number. Leave it empty as long as there is none."), params=vars(number)
            )
        if number.reason:
            raise ValidationError(_(number.reason), params=vars(number))
        if not numbers.sign_fits(number, self.unit):
            raise ValidationError(self._alone(), params={"text": number.text, "unit": self.unit})

    def _alone(self):
        if self.unit:
            return _("“%(text)s”: here it counts in %(unit)s. Write the number alone.")
        return _("“%(text)s”: write the number alone, without a sign.")

    def _chosen(self, number):
        """The one reading that can be meant here."""
        if not number.is_ambiguous:
            return number.value
        fitting = [value for value in (number.value, number.other) if self._fits(value)]
        if len(fitting) == 2 or (fitting == [number.other] and self._is_only_too_fine(number.value)):
            self._ask(number.text, number.value, number.other)
        return fitting[0] if fitting else number.value

    def _fits(self, value):
        return self._is_within(value) and numbers.decimals(value) <= self.decimal_places

    def _is_only_too_fine(self, value):
        """The page's language means this, and only the number of its digits speaks for the other reading."""
        return self.decimal_places > 0 and self._is_within(value)

    def _is_within(self, value):
        is_enough = self.min_value is None or value >= self.min_value
        return is_enough and (self.max_value is None or value <= self.max_value)

    def _ask(self, text, one, other):
        readings = {"text": text, "one": self.written(one), "other": self.written(other)}
        raise ValidationError(
            _("“%(text)s” can be %(one)s or %(other)s. Write the one that you mean."), params=readings
        )

    def _check_value(self, value):
        if not self.decimal_places and numbers.meaningful_decimals(value):
            raise ValidationError(_("Write a whole number."))
        if numbers.meaningful_decimals(value) > self.decimal_places:
            words = ngettext("At most %(n)s decimal.", "At most %(n)s decimals.", self.decimal_places)
            raise ValidationError(words, params={"n": self.decimal_places})
        self._check_bounds(value)

    def _check_bounds(self, value):
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(
                _("Write %(limit)s or more."), params={"limit": self.written(self.min_value)}
            )
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(
                _("Write %(limit)s or less."), params={"limit": self.written(self.max_value)}
            )

    def _stored(self, value):
        return round(value, self.decimal_places) if self.decimal_places else int(value)


class ShareField(NumberField):
    """A share, stored as 0 to 1, typed and shown in percent: 0.25 is `25 %`. A bare `0.25` is asked about."""

    def __init__(self, *, decimal_places=4, **kwargs):
        super().__init__(**kwargs, min_value=0, max_value=100, decimal_places=decimal_places - 2, unit="%")

    def prepare_value(self, value: Decimal | str | None) -> str | None:
        is_number = isinstance(value, int | float | Decimal)
        return self.written(_exact(value) * 100) if is_number else value

    def written(self, value: Decimal | int) -> str:
        return super().written(value) + NO_BREAK + "%"

    def _chosen(self, number):
        value = super()._chosen(number)
        if number.is_percent or not 0 < value < 1:
            return value
        if numbers.meaningful_decimals(value) <= self.decimal_places:
            self._ask(number.text, value * 100, value)
        return value * 100

    def _stored(self, value):
        return round(value / 100, self.decimal_places + 2)


def read_numbers_as_written(form: Any) -> None:
    """Make number fields of the form's fields for numbers, those of a model's columns with their bounds."""
    for name, field in form.fields.items():
        form.fields[name] = as_number_field(field, _validators_of_column(form, name))


def _validators_of_column(form, name):
    columns = form._meta.model._meta.concrete_fields if hasattr(form, "_meta") else ()
    return [validator for column in columns if column.name == name for validator in column.validators]


def as_number_field(field: Any, validators: list = ()) -> Any:
    """Our own field in the place of Django's for numbers; any other field, and a hidden one, as it is.

    `validators` are those of the model's column: its bounds become the field's, which says them in our words.
    """
    if not isinstance(field, forms.IntegerField) or field.widget.is_hidden:
        return field
    limits = _limits([*field.validators, *validators])
    is_share = limits["decimal_places"] and (limits["min_value"], limits["max_value"]) == (0, 1)
    kind, options = (
        (ShareField, {"decimal_places": limits["decimal_places"]}) if is_share else (NumberField, limits)
    )
    own = kind(**options, **{name: getattr(field, name) for name in COPIED}, error_messages=_own_words(field))
    if not isinstance(field.widget, forms.NumberInput):
        own.widget = field.widget
    return own


def _limits(validators):
    """The narrowest bounds that the validators name."""
    lowest = [v.limit_value for v in validators if isinstance(v, MinValueValidator)]
    highest = [v.limit_value for v in validators if isinstance(v, MaxValueValidator)]
    digits = [v for v in validators if isinstance(v, DecimalValidator)]
    places = min((v.decimal_places for v in digits), default=0)
    longest = [Decimal(10) ** (v.max_digits - places) - Decimal(1).scaleb(-places) for v in digits]
    lowest, highest = lowest + [-value for value in longest], highest + longest
    return {
        "min_value": max(lowest, default=None),
        "max_value": min(highest, default=None),
        "decimal_places": places,
    }


def _own_words(field):
    return {"required": field.error_messages["required"]}


def _exact(value):
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _language():
    return get_language() or "en"
