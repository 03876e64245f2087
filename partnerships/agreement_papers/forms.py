"""Which two versions are compared, and whose page is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form
from partnerships.agreement_papers import counterparts

if TYPE_CHECKING:
    from partnerships.documents.models import Version


class VersionsForm(Form):
    """Two versions by their numbers, chosen in the address."""

    before = forms.ChoiceField(label=_("From version"))
    after = forms.ChoiceField(label=_("to version"))

    def __init__(self, versions: list[Version], pair: tuple[Version, Version]) -> None:
        super().__init__(initial={"before": pair[0].number, "after": pair[1].number})
        choices = [(one.number, str(one.number)) for one in versions]
        for field in self.fields.values():
            field.choices = choices


class CounterpartForm(Form):
    """Whose page to sign: one partner's, or everybody's in one file."""

    only = forms.ChoiceField(label=_("For whom"), required=False)

    def __init__(self, data: Any = None, *, version: Version) -> None:
        super().__init__(data)
        names = [(name, name) for name in counterparts.names(version)]
        self.fields["only"].choices = [("", gettext("All partners, a page each")), *names]
