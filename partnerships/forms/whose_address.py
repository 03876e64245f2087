"""The question that a form asks when somebody typed has the address of somebody called otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _

from partnerships import persons

if TYPE_CHECKING:
    from backbone.accounts.models import Person

SAME, ANOTHER = "same", "another"


class AsksWhoseAddress:
    """For a form in which somebody new is typed: it shows a choice of two when it must be known who is meant.

    `typed` names the fields for name and address; the answer is `cleaned_data["whose"]`, SAME or ANOTHER, and absent
    while nothing was to be asked. Where a person has to sign in, `may_share_a_mailbox` is False: then a second
    person needs an address of their own. `by` fills the form in: whose address it is they learn only of people whom
    they know, else it is taken as an address that nobody has.
    """

    typed = ("name", "email")
    may_share_a_mailbox = True

    def __init__(self, data=None, *args, by=None, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.by = by
        owner = self._owner() if self.is_bound else None
        self.address_owner = owner if owner and self.may_ask_about(owner) else None
        self.is_a_strangers = owner is not None and self.address_owner is None
        if self.address_owner:
            self._ask()

    def may_ask_about(self, owner: Person) -> bool:
        """Whether who fills in the form may learn whose address it is."""
        return persons.is_known_to(owner, self.by)

    def clean(self) -> dict:
        """A person who has to sign in can't do so with the address of a stranger."""
        data = super().clean()
        if self.is_a_strangers and not self.may_share_a_mailbox:
            words = _("Somebody of another name signs in with this address. Give one of their own.")
            self.add_error(self.typed[1], words)
        return data

    @property
    def is_same_person(self) -> bool:
        """Whether somebody said that both names are one person's."""
        return self.cleaned_data.get("whose") == SAME

    def _owner(self):
        name, email = (str(self.data.get(self.add_prefix(field)) or "").strip() for field in self.typed)
        return persons.owner_of_another_name(name, email)

    def _ask(self):
        words = {"owner": self.address_owner, "name": self.data[self.add_prefix(self.typed[0])].strip()}
        fields, (_name, address) = list(self.fields), self.typed
        self.fields["whose"] = forms.ChoiceField(
            label=_("This is the address of %(owner)s") % words,
            choices=self._answers(words),
            widget=forms.RadioSelect,
            error_messages={"required": self._question(words)},
        )
        place = fields.index(address) + 1
        self.order_fields([*fields[:place], "whose", *fields[place:]])

    def _question(self, words):
        if self.may_share_a_mailbox:
            return _("Say whether %(name)s is the same person, or somebody else at a shared mailbox.") % words
        return (
            _("Say that %(name)s is the same person, or give an address of their own to sign in with.")
            % words
        )

    def _answers(self, words):
        same = (SAME, _("%(name)s is the same person: %(owner)s under another name") % words)
        another = _(
            "%(name)s is somebody else: email goes to this shared mailbox, only %(owner)s signs in with it"
        )
        return [same, (ANOTHER, another % words)] if self.may_share_a_mailbox else [same]
