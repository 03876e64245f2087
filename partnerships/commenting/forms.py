"""The forms of comments: one field for the whole and one below each clause, the same as a letter said it, an answer, and who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from partnerships.commenting.models import MOST_WORDS, ClauseComment
from partnerships.correspondence.calling.told import Way

if TYPE_CHECKING:
    from partnerships.agreements.models import Agreement
    from partnerships.commenting.saying import Place
    from partnerships.models import Partner


class CommentsForm(Form):
    """A field for the whole and below each clause; the hidden one beside it says which comment it was opened on."""

    is_told = False
    is_conflicting = False

    def __init__(
        self,
        data: Any = None,
        *,
        agreement: Agreement,
        partner: Partner,
        places: list[Place],
        there: dict[int, ClauseComment],
        **kwargs: Any,
    ) -> None:
        self.agreement, self.partner, self.places = agreement, partner, places
        super().__init__(data, **kwargs)
        for place in places:
            row = there.get(place.pk)
            self.fields[f"text-{place.pk}"] = forms.CharField(
                label=_label(place),
                required=False,
                max_length=MOST_WORDS,
                initial=row.text if row else "",
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )
            self.fields[f"seen-{place.pk}"] = forms.CharField(
                required=False, max_length=40, initial=_mark(row), widget=forms.HiddenInput
            )

    def find_conflicts(self, there: dict[int, ClauseComment]) -> bool:
        """Whether a comment was changed elsewhere since this form was opened; both texts are shown then."""
        for place in self.places:
            row, typed = there.get(place.pk), self.cleaned_data[f"text-{place.pk}"]
            if row and self.cleaned_data[f"seen-{place.pk}"] != _mark(row) and typed != row.text:
                words = gettext("It was changed meanwhile and says now: %(text)s") % {"text": row.text}
                self.add_error(f"text-{place.pk}", words)
                self._reopen(place, row)
        return bool(self.errors)

    def _reopen(self, place, row):
        """The next press saves over what was shown."""
        self.data = self.data.copy()
        self.data[f"seen-{place.pk}"] = _mark(row)
        self.is_conflicting = True

    def changes(self, there: dict[int, ClauseComment]) -> Iterator[tuple[Place, ClauseComment | None, str]]:
        """(what it is about, the comment that is there, the new text) of what differs; an empty text takes it back."""
        for place in self.places:
            row, text = there.get(place.pk), self.cleaned_data[f"text-{place.pk}"]
            if (
                text != (row.text if row else "")
                and (row or text)
                and not self._was_answered(place, row, text)
            ):
                yield place, row, text

    def _was_answered(self, place, row, text):
        """Whether it is the comment that the form was opened on, which somebody answered since."""
        seen = self.cleaned_data[f"seen-{place.pk}"].partition(":")[0]
        if row or not seen.isdecimal():
            return False
        before = ClauseComment.objects.filter(pk=int(seen), partner=self.partner, text=text)
        return before.filter(clause=place.clause, is_general=place.clause is None).exists()


def _label(place):
    if place.clause is None:
        return _("Comment on the agreement as a whole")
    return _("Comment on “%(heading)s”") % {"heading": place.heading}


def _mark(row):
    return f"{row.pk}:{row.revision}" if row else ""


class ToldCommentsForm(CommentsForm):
    """What a partner said by letter or phone, each a comment of its own."""

    is_told = True
    said_by = forms.CharField(
        label=_("Who says so"),
        required=False,
        max_length=120,
        help_text=_("Such as: the board, in its letter."),
    )
    way = forms.ChoiceField(label=_("How did it come?"), choices=Way.choices, initial=Way.PAPER)
    told_on = forms.DateField(label=pgettext_lazy("a day", "On"))

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, initial={"told_on": today}, **kwargs)
        self.today = today
        self.fields["told_on"].widget.attrs["max"] = today.isoformat()

    def clean_told_on(self) -> date:
        """Nothing is told in days to come."""
        return _past(self.cleaned_data["told_on"], self.today)


def _past(day, today):
    if day and day > today:
        raise forms.ValidationError(_("This day is in the future."))
    return day


class CommentForm(ModelForm):
    """The words of one comment."""

    class Meta:
        model = ClauseComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class ToldCommentForm(CommentForm):
    """The same with how it came."""

    way = forms.ChoiceField(label=_("How did it come?"), choices=Way.choices)

    class Meta(CommentForm.Meta):
        fields = ["text", "said_by", "way", "told_on"]

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        self.fields["told_on"].required = True

    def clean_told_on(self) -> date:
        """Nothing is told in days to come."""
        return _past(self.cleaned_data["told_on"], self.today)


class AnswerForm(ModelForm):
    """What becomes of a comment, and the words that go back to the partner."""

    class Meta:
        model = ClauseComment
        fields = ["outcome", "answer"]
        widgets = {"outcome": forms.RadioSelect, "answer": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"answer": _("The partner reads it. Say why when something is not taken up.")}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["outcome"].choices = [("", _("Not answered yet")), *ClauseComment.Outcome.choices]

    def clean(self) -> dict:
        """What is not taken up is refused with a reason; what is not answered says nothing."""
        data = super().clean()
        if data.get("outcome") == ClauseComment.Outcome.NOT and not data.get("answer"):
            self.add_error("answer", _("Say why it is not taken up."))
        if "outcome" in data and not data["outcome"] and data.get("answer"):
            self.add_error("outcome", _("Choose what becomes of it."))
        return data


class AskForm(Form):
    """Who is asked, and by when; each by an email of their own."""

    until = forms.DateField(label=_("Comments by"), help_text=_("Comments that come later are welcome, too."))
    people = forms.MultipleChoiceField(
        label=_("Who is asked?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, data: Any = None, *, seats: list, today: date, proposed: date) -> None:
        super().__init__(data, initial={"until": proposed})
        self.today = today
        self.fields["until"].widget.attrs["min"] = today.isoformat()
        self.fields["people"].choices = [(str(seat.pk), f"{seat.person}, {seat.partner}") for seat in seats]

    def clean_until(self) -> date:
        """Nobody is asked for yesterday."""
        if self.cleaned_data["until"] < self.today:
            raise forms.ValidationError(_("This day is over."))
        return self.cleaned_data["until"]
