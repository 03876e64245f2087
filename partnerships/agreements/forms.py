"""Forms of the partnering agreement: a clause, what it is, and issuing it."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.time.days import day_of, today_of
from partnerships.agreements.models import Agreement, Clause, TemplateClause


WORDS = ("heading", "text")


class ClauseForm(ModelForm):
    """A clause; it carries a mark of the words that it showed, which the records may have changed since."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Clause
        fields = ["heading", "text", "left_out"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["shown"] = _mark(self.instance.heading, self.instance.text)

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("left_out") and "text" not in self.errors and not data.get("text", "").strip():
            self.add_error("text", _("Write the clause, or leave it out."))
        if data.pop("shown", "") == _mark(data.get("heading", ""), data.get("text", "")):
            # Nobody touched them: the clause keeps what it says by now.
            self.kept = set(WORDS)
            data = {name: value for name, value in data.items() if name not in WORDS}
        return data

    # What somebody saw and left as it was.
    kept: Set[str] = frozenset()

    @property
    def is_touched(self) -> bool:
        """Whether a valid form changes something."""
        return bool(set(self.changed_data) - self.kept - {"shown"})

    @property
    def changes_words(self) -> bool:
        """Whether a valid form changes what the clause says."""
        return bool(set(WORDS) & set(self.changed_data) - self.kept)

    def save_or_conflict(self, **also: Any) -> Any:
        """As every form; a form that was left as it was writes nothing, whoever saved meanwhile."""
        if not self.instance._state.adding and not self.is_touched:
            return self.instance
        saved = super().save_or_conflict(**also)
        if self.conflict:
            # Both texts are seen now: what is sent next is meant.
            self.data.pop(self.add_prefix("shown"), None)
        return saved


def _mark(heading: str, text: str) -> str:
    """A mark of a clause's words, however a browser sends their line ends."""
    lines = [line.rstrip() for line in f"{heading}\n{text}".strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


class OwnClauseForm(ClauseForm):
    """A clause of the partners' own: it also says where it stands."""

    class Meta(ClauseForm.Meta):
        fields = ["group", "heading", "text", "left_out"]
        labels = {"group": _("Where it stands")}


class AgreementForm(ModelForm):
    class Meta:
        model = Agreement
        fields = ["binding", "review_on", "end_on"]
        help_texts = {
            "binding": _(
                "If you don’t tick this, the agreement says it is not a contract. Take legal advice first."
            ),
            "review_on": _("The day by which the partners look at it together again."),
            "end_on": _("The last day on which it holds, where it has one."),
        }

    def clean(self) -> dict:
        """Neither day lies before the agreement was proposed first; one that was there before stays."""
        data = super().clean()
        for name in ("review_on", "end_on"):
            if name in self.changed_data and (day := data.get(name)) and day < self._first():
                self.add_error(name, _("This day lies before the agreement began."))
        return data

    def _first(self):
        partnership = self.instance.partnership
        issued = self.instance.document.versions.order_by("number").values_list("issued_at", flat=True)
        moment = issued.first()
        return day_of(moment, partnership.zone) if moment else today_of(partnership)


class TemplateClauseForm(ModelForm):
    """A delivered clause in this installation's words."""

    class Meta:
        model = TemplateClause
        fields = ["heading", "text", "hint", "comes_left_out", "is_dropped"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10}), "hint": forms.Textarea(attrs={"rows": 3})}


class OwnTemplateClauseForm(TemplateClauseForm):
    """A clause that was added to a template."""

    class Meta(TemplateClauseForm.Meta):
        fields = ["group", "heading", "text", "hint", "comes_left_out"]
