"""Everybody this installation knows, for its administrators."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.accounts import addresses
from backbone.accounts.adapters import tell_of_change
from backbone.accounts.models import Person
from backbone.database.phone_numbers import has_number
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import status_of
from backbone.pages.forms import ModelForm
from backbone.time.time_zones import TimeZoneField
from backbone.typed_text import searched_words
from partnerships import roles
from partnerships.access import check_administrator
from partnerships.models import Representative, Role
from partnerships.views.roles import WHAT

PER_PAGE = 50


class PersonForm(ModelForm):
    timezone = TimeZoneField(likely=Person.objects.zones_in_use)
    email = forms.EmailField(label=gettext_lazy("Sign-in address"), required=False)

    class Meta:
        model = Person
        fields = (
            "name",
            "email",
            "contact_email",
            "phone",
            "language",
            "timezone",
            "mail_preference",
            "source",
        )

    def clean_email(self) -> str | None:
        email = Person.objects.normalise(self.cleaned_data["email"])
        other = Person.objects.with_address(email)
        if other and other != self.instance:
            raise forms.ValidationError(_("%(person)s signs in with this address.") % {"person": other})
        return email

    def save_or_conflict(self, **also: Any) -> Person | None:
        """Save; a changed address closes what the old one opened."""
        with transaction.atomic():
            saved = super().save_or_conflict(**also)
            if saved and "email" in self.changed_data:
                addresses.change_sign_in_address(saved, saved.email)
            return saved


@require_safe
def people(request: Any) -> HttpResponse | None:
    """Everybody, by name, with a search over names, addresses and telephone numbers."""
    check_administrator(request.user)
    query = searched_words(request.GET)
    rows = Person.objects.prefetch_related(
        Prefetch("roles", Role.objects.current().select_related("partnership"), "current_roles"),
        Prefetch(
            "represents",
            Representative.objects.current().select_related("partner__organisation"),
            "current_seats",
        ),
    )
    if query:
        rows = rows.filter(
            Q(name__icontains=query)
            | Q(email__icontains=query)
            | Q(contact_email__icontains=query)
            | has_number(query)
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page_obj": page, "query": query})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Any, pk: int) -> HttpResponse | None:
    """One person: details, roles, what protects the sign-in."""
    subject = get_person(request.user, pk)
    form = PersonForm(request.POST or None, instance=subject)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Saved."))
        return redirect("person", pk)
    context = {
        "subject": subject,
        "form": form,
        "roles": first_rows(_roles(subject), request.GET, "roles"),
        "seats": first_rows(_seats(subject), request.GET, "seats"),
        "second_step": Authenticator.objects.filter(user=subject, type=Authenticator.Type.TOTP).exists(),
        "grantable": [(kind, WHAT[kind]) for kind in roles.EVERYWHERE],
        "nav": "people",
    }
    return render(request, "people/person.html", context, status=status_of(form))


def _roles(subject):
    rows = Role.objects.filter(person=subject).select_related("partnership")
    return rows.order_by("until", "-since", "pk")


def _seats(subject):
    rows = Representative.objects.filter(person=subject)
    return rows.select_related("partner__organisation", "partnership")


@require_POST
def person_role(request: Any, pk: int) -> HttpResponse | None:
    """Make somebody administrator, or leadership of everything."""
    subject = get_person(request.user, pk)
    kind = request.POST.get("kind")
    if kind not in roles.EVERYWHERE:
        raise Http404
    role = roles.grant(subject, kind, by=request.user)
    messages.success(request, _("Role granted: %(role)s") % {"role": role})
    return redirect("person", pk)


@require_POST
def person_access(request: Any, pk: int) -> HttpResponse:
    """Close or open somebody's account, or switch off a second step whose phone is lost."""
    subject = get_person(request.user, pk)
    action = request.POST.get("action")
    if action == "second-step":
        Authenticator.objects.filter(user=subject).delete()
        tell_of_change(subject, _("An administrator switched off two-step sign-in for your account."))
        messages.success(request, _("Two-step sign-in is off; it can be set up again at the next sign-in."))
    elif action == "close":
        _close(request, subject)
    elif action == "open":
        Person.objects.filter(pk=pk).update(is_active=True)
        messages.success(request, _("%(person)s can sign in again.") % {"person": subject})
    return redirect("person", pk)


def get_person(by: Person, pk: int) -> Person | None:
    """Somebody in the address book, for administrators."""
    check_administrator(by)
    subject = Person.objects.filter(pk=pk).first()
    if subject is None:
        raise Http404
    return subject


def _close(request, subject):
    if subject == request.user:
        messages.error(request, _("This is your own account; another administrator can close it."))
        return
    Person.objects.filter(pk=subject.pk).update(is_active=False)
    messages.success(
        request, _("%(person)s can no longer sign in. Roles stay until you end them.") % {"person": subject}
    )
