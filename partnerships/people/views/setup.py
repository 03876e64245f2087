"""The first thirty minutes, and starting a partnership."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from backbone.accounts.models import Person
from backbone.pages.form_pages import status_of
from backbone.pages.forms import ModelForm
from backbone.pages.partnership_colour import swatches
from partnerships import countries, roles
from partnerships.access import check_administrator, get_partnership, may_start_partnership
from partnerships.forms.whose_address import AsksWhoseAddress
from partnerships.models import Organisation, Partnership, Role
from partnerships.people import founding
from partnerships.setup_steps import steps_of


@require_safe
def first_steps(request: Any) -> HttpResponse | None:
    """The steps before there is a partnership; who coordinates one is led to the newest."""
    own = Partnership.objects.filter(
        roles__in=Role.objects.current().filter(person=request.user, kind="coordinator")
    )
    newest = own.order_by("-pk").first()
    if newest:
        return redirect("setup", newest.slug)
    check_administrator(request.user)
    return _steps_page(request, None)


@require_safe
def setup(request: Any, slug: str) -> HttpResponse | None:
    """What is done, what is next, and what can wait."""
    return _steps_page(request, get_partnership(request.user, slug, "coordinate"))


def _steps_page(request, partnership):
    steps = steps_of(partnership)
    current = next((step for step in steps if step.state == "next"), None)
    ready = sum(step.state == "done" for step in steps)
    context = {"partnership": partnership, "steps": steps, "current": current, "ready": ready, "nav": "setup"}
    return render(request, "people/steps.html", context)


class NewPartnershipForm(AsksWhoseAddress, ModelForm):
    typed = ("deputy_name", "deputy_email")
    may_share_a_mailbox = False

    organisation = forms.CharField(
        label=gettext_lazy("Your own organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "The one you work for. It becomes the first partner, with you as its representative."
        ),
    )
    deputy_name = forms.CharField(label=gettext_lazy("Deputy: name"), max_length=120, required=False)
    deputy_email = forms.EmailField(
        label=gettext_lazy("Deputy: email address"),
        required=False,
        help_text=gettext_lazy(
            "A second coordinator, so that nothing stops when you are away. Can be named later."
        ),
    )

    class Meta:
        model = Partnership
        fields = ("name", "purpose", "hue", "language", "country")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def __init__(self, data=None, *, person, **kwargs):
        super().__init__(data, by=person, **kwargs)
        self.person = person
        self.fields["purpose"].required = True
        self.fields["purpose"].error_messages["required"] = _(
            "Say in one sentence what it is for; you can change it later."
        )
        self.fields["hue"].widget = swatches(self.instance.hue)
        countries.choose(self.fields["country"])
        self.fields["name"].widget.attrs["autofocus"] = True
        if Organisation.objects.filter(is_backbone=True, is_demo=person.is_demo).exists():
            del self.fields["organisation"]

    def clean_name(self) -> str | None:
        name = self.cleaned_data["name"]
        if Partnership.objects.visible_to(self.person).filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a partnership of this name already."))
        return name

    def clean(self) -> dict:
        data = super().clean()
        name, email = data.get("deputy_name"), data.get("deputy_email")
        if name and not email and "deputy_email" not in self.errors:
            self.add_error("deputy_email", _("Fill in the deputy’s address too: that is how they sign in."))
        if email and self.person.email == email.lower():
            self.add_error("deputy_email", _("This is your own address. A deputy is somebody else."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_new(request: Any) -> HttpResponse | None:
    """Start a partnership; who starts it coordinates it."""
    if not may_start_partnership(request.user):
        raise PermissionDenied
    initial = {"language": request.user.language, "country": countries.of_zone(request.user.timezone)}
    form = NewPartnershipForm(request.POST or None, person=request.user, initial=initial)
    partnership = _start(form, request.user) if request.method == "POST" else None
    if partnership:
        messages.success(request, _started(partnership))
        return redirect("setup", partnership.slug)
    return render(request, "people/partnership_new.html", {"form": form}, status=status_of(form))


def _started(partnership):
    """What was done, and the way to what comes first, which can be skipped: what partners want."""
    said = _("%(name)s is started. You coordinate it.") % {"name": partnership}
    words = _("Begin with what partners want, or go on below.")
    return format_html('{} <a href="{}">{}</a>', said, reverse("canvases", args=[partnership.slug]), words)


@transaction.atomic
def _start(form, by):
    """The partnership, or None; one is started after the other, so that a second click finds the first's name."""
    roles.lock(None)
    # Fetched anew: what they coordinate may have grown while this waited.
    form.person = Person.objects.get(pk=by.pk)
    if form.is_valid():
        return founding.start(form.save(commit=False), by=by, **founding.extras(form.cleaned_data))
    return None
