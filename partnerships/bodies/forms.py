"""The forms of a body: what it is, what it keeps to, its seats, and who is there without a seat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.pages.forms import ModelForm
from partnerships.choices import choose_partner, choose_person
from partnerships.models import Body, BodyGuest, BodyPartner
from partnerships.taking_part import people_of


class BodyForm(ModelForm):
    """What a body is there for, who belongs to it, who leads it and how it decides."""

    class Meta:
        model = Body
        fields = [
            "name",
            "remit",
            "partners",
            "chair",
            "secretary",
            "reports_to",
            "quorum",
            "quorum_share",
            "decision_rule",
            "silence_is_consent",
        ]
        error_messages = {
            NON_FIELD_ERRORS: {"unique_together": _("There is a group of this name already.")},
        }
        widgets = {
            "remit": forms.Textarea(attrs={"rows": 3}),
            "partners": forms.CheckboxSelectMultiple,
            "decision_rule": forms.RadioSelect,
        }
        help_texts = {
            "remit": _("What it is there to decide or do, and what not."),
            "quorum_share": _("Instead of a number. Partners that pause don’t count."),
            "silence_is_consent": _("Only when the group has agreed on that beforehand."),
        }

    def __init__(self, data=None, *, partnership, **kwargs):
        super().__init__(data, partnership=partnership, **kwargs)
        choose_partner(self, "partners")
        self.fields["reports_to"].queryset = partnership.bodies.exclude(pk=self.instance.pk)
        seats = partnership.representatives.current().values("person")
        people = Person.objects.filter(pk__in=seats, is_active=True)
        choose_person(self, "chair", people=people)
        choose_person(self, "secretary", people=people_of(partnership))

    def clean(self) -> dict:
        data = super().clean()
        quorum, partners = data.get("quorum"), data.get("partners")
        if quorum and partners and quorum > len(partners):
            self.add_error("quorum", _("More than the partners that belong to this group."))
        if self._is_circle(data.get("reports_to")):
            self.add_error("reports_to", _("That group reports to this one, directly or through others."))
        return data

    def _is_circle(self, above):
        """Whether whoever follows the groups upwards comes back to this one."""
        parents = dict(self.instance.partnership.bodies.values_list("pk", "reports_to"))
        parents.pop(self.instance.pk, None)
        key, seen = above and above.pk, set()
        while key and key != self.instance.pk and key not in seen:
            seen.add(key)
            key = parents.get(key)
        return bool(key) and key == self.instance.pk


class NormsForm(ModelForm):
    """What a body agreed on about its meetings; each can stay empty."""

    class Meta:
        model = Body
        fields = [
            "called_by",
            "agenda_days",
            "minutes_working_days",
            "minutes_length",
            "minutes_numbering",
            "ground_rules",
        ]
        widgets = {"ground_rules": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "called_by": _("For example: the chair, or the partner that hosts."),
            "agenda_days": _("You are told when a meeting has no agenda by then."),
            "minutes_working_days": _("Left empty, as in the whole partnership."),
            "ground_rules": _("One a line. They are shown with the agenda and printed with the minutes."),
        }


class SeatForm(ModelForm):
    """Who sits there for a partner, who stands in, for how long, and when it is its turn to host."""

    class Meta:
        model = BodyPartner
        fields = ["person", "alternate", "term_from", "term_until", "host_turn"]
        help_texts = {
            "person": _("Left empty, everybody who represents the partner is invited."),
            "alternate": _("Is invited while the person pauses or has left."),
            "term_until": _("Its last day. You are told two months before."),
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        seats = self.instance.partner.representatives.current().values("person")
        people = Person.objects.filter(pk__in=seats, is_active=True)
        choose_person(self, "person", "alternate", people=people)


class GuestForm(ModelForm):
    """Somebody without a seat who observes the meetings or is sent the minutes."""

    class Meta:
        model = BodyGuest
        fields = ["person", "kind"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, data: Any = None, *, body: Body, **kwargs: Any) -> None:
        guest = BodyGuest(body=body, partnership=body.partnership)
        super().__init__(data, instance=guest, partnership=body.partnership, **kwargs)
        choose_person(self, "person", people=people_of(body.partnership))
        self.fields["kind"].choices = BodyGuest.Kind.choices
