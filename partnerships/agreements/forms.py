"""Forms of the partnering agreement: a clause, what it is, and issuing it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.time.days import day_of, today_of
from backbone.typed_text import clean_line, clean_text
from partnerships.agreements.models import Agreement, Clause, TemplateClause
from partnerships.agreements.writing import HAND

WORDS = ("heading", "text")


class ClauseForm(ModelForm):
    """A clause. It carries a mark of the words that it showed, since the records may say something else by now.

    Words that somebody left as they were shown are not saved; words that somebody changed are from then on theirs.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    are_words_kept = False

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
        self.are_words_kept = data.pop("shown", "") == _mark(data.get("heading", ""), data.get("text", ""))
        if self.are_words_kept:
            return {name: value for name, value in data.items() if name not in WORDS}
        return data

    def save_or_conflict(self, **also: Any) -> Any:
        """As every form; one in which nobody touched anything writes nothing, whoever saved meanwhile."""
        touched = set(self.changed_data) - {"shown", "revision"} - set(WORDS if self.are_words_kept else ())
        if not touched and not self.instance._state.adding:
            return self.instance
        by_hand = {"written_from": HAND} if touched & set(WORDS) else {}
        saved = super().save_or_conflict(**also, **by_hand)
        if self.conflict:
            # Both texts were seen: what is sent next is meant.
            self.data.pop(self.add_prefix("shown"), None)
        return saved


def _mark(heading: str, text: str) -> str:
    """A mark of a clause's words, however a browser sends the ends of their lines."""
    lines = [line.rstrip() for line in f"{clean_line(heading)}\n{clean_text(text)}".strip().splitlines()]
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
        self._refuse_a_review_after_the_end(data)
        return data

    def _refuse_a_review_after_the_end(self, data):
        """Where one of the two is changed now."""
        review, end = data.get("review_on"), data.get("end_on")
        if review and end and review > end and {"review_on", "end_on"} & set(self.changed_data):
            self.add_error("review_on", _("This day lies after the end of the agreement."))

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
