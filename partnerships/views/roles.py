"""Who has which role in a partnership: granted and ended here, never erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backbone.accounts.models import Person
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form
from backbone.pages.search_field import search
from backbone.pages.undo import say_with_undo
from partnerships import roles
from partnerships.access import check, get_partnership
from partnerships.finding import by_name
from partnerships.forms.whose_address import SAME, AsksWhoseAddress
from partnerships.models import Role
from partnerships.persons import find_or_add, known_here


class GrantForm(AsksWhoseAddress, Form):
    """A role for somebody known here, or for somebody new by name and address."""

    kind = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Somebody known here"), queryset=Person.objects.none(), required=False
    )
    name = forms.CharField(label=gettext_lazy("Or somebody new: name"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("Email address"), required=False)

    def __init__(self, data=None, *args, partnership, kinds, **kwargs):
        # An observer may do with the mails; the other roles are for those who sign in.
        self.may_share_a_mailbox = bool(data) and data.get("kind") == Role.Kind.OBSERVER
        super().__init__(data, *args, **kwargs)
        self.fields["kind"].choices = [(kind, WHAT[kind]) for kind in kinds]
        search(self, "person", **by_name(partnership, known_here(partnership)))

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("person") and not data.get("email") and "email" not in self.errors:
            self.add_error("person", _("Choose somebody, or fill in the name and address of somebody new."))
        if data.get("person") and data.get("email"):
            self.add_error("email", _("Either somebody known, or somebody new: leave one of them empty."))
        if data.get("email") and not data.get("name") and not Person.objects.with_address(data["email"]):
            self.add_error("name", _("Fill in the name."))
        return data


WHAT = {
    Role.Kind.COORDINATOR: gettext_lazy("Coordinator: does everything here, sees private notes"),
    Role.Kind.LEADER: gettext_lazy("Leadership: sees everything but private notes, asks for reports"),
    Role.Kind.OBSERVER: gettext_lazy("Observer: sees plan, meetings and decisions, changes nothing"),
    Role.Kind.ADMINISTRATOR: gettext_lazy(
        "Administrator: takes care of the installation and everybody’s roles"
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def role_list(request: Any, slug: str) -> HttpResponse | None:
    """The current roles, the earlier ones, and a form that grants one."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = GrantForm(
        request.POST or None, partnership=partnership, kinds=roles.IN_A_PARTNERSHIP, by=request.user
    )
    if request.method == "POST" and form.is_valid():
        person = _person(form.cleaned_data, partnership, request.user)
        role = roles.grant(person, form.cleaned_data["kind"], partnership, by=request.user)
        messages.success(request, _("Role granted: %(role)s") % {"role": role})
        return redirect("roles", slug)
    rows = partnership.roles.select_related("person", "granted_by")
    current = rows.current().order_by("kind", "person__sort_name", "pk")
    context = {
        "partnership": partnership,
        "form": form,
        "current": first_rows(current, request.GET, "now"),
        "earlier": first_rows(rows.not_current().order_by("-until", "-pk"), request.GET, "earlier"),
        "nav": "roles",
    }
    return render(request, "partnerships/roles.html", context, status=status_of(form))


@require_POST
def role_end(request: Any, pk: int) -> HttpResponse | None:
    """End a role, now."""
    role = get_role(request.user, pk)
    try:
        roles.end(role)
        say_with_undo(request, _("Ended. %(role)s") % {"role": role}, reverse("role_return", args=[role.pk]))
    except roles.CannotEnd as reason:
        messages.error(request, str(reason))
    if role.partnership and request.POST.get("back") != "person":
        return redirect("roles" if role.person != request.user else "home", *_where(role, request.user))
    return redirect("person", role.person_id)


@require_POST
def role_return(request: Any, pk: int) -> HttpResponse | None:
    """Undo: a role that was ended goes on."""
    role = get_role(request.user, pk)
    if roles.take_back(role):
        messages.success(request, _("Role granted: %(role)s") % {"role": role})
    if role.partnership:
        return redirect("roles", role.partnership.slug)
    return redirect("person", role.person_id)


def get_role(person: Person, pk: int) -> Role | None:
    """A role that this person may end: a coordinator those of the partnership, an administrator all."""
    role = Role.objects.select_related("partnership", "person").filter(pk=pk).first()
    if role is None:
        raise Http404
    if role.partnership:
        check(person, role.partnership, "coordinate")
    elif not person.is_administrator:
        raise PermissionDenied
    return role


def _where(role, person):
    return [role.partnership.slug] if role.person != person else []


def _person(data, partnership, by):
    is_same = data.get("whose") == SAME
    return data["person"] or find_or_add(data["name"], data["email"], partnership, by=by, is_same=is_same)
