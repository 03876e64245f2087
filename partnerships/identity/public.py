"""What anybody may read of a partnership that shows itself; nothing else is ever asked for here."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from backbone.pages.partnership_colour import tones
from backbone.panels import registry
from partnerships.identity import logos
from partnerships.identity.models import Identity


def shown_publicly(slug: str) -> Identity:
    """The identity of a partnership whose public page is switched on; raises Http404 for every other."""
    row = (
        Identity.objects.filter(partnership__slug=slug, is_public=True).select_related("partnership").first()
    )
    if row is None:
        raise Http404
    return row


def facts(identity: Identity) -> dict[str, Any]:
    """Purpose, partners in their own order, contact, what is published, and the kit for whoever writes about it."""
    partnership = identity.partnership
    unseen = {key for source in registry.not_public for key in source(partnership)}
    partners = partnership.partners.present().exclude(pk__in=unseen)
    partners = partners.in_own_order().select_related("organisation")
    return {
        "identity": identity,
        "partnership_name": partnership.name,
        "purpose": partnership.purpose,
        "hue": partnership.hue,
        "logo_address": partnership.logo_address,
        "logo_said": logos.said_of(partnership),
        "is_closed": partnership.closed_at is not None,
        "organisations": [
            {"name": partner.organisation.name, "website": partner.organisation.website}
            for partner in partners
        ],
        "colours": _colours(partnership.hue),
        "slug": partnership.slug,
    }


def _colours(hue):
    light, dark = tones(hue), tones(hue, dark=True)
    return [light.ink, light.mark, dark.ink]
