"""Mails to the people of a partnership: sent in its name, kept in its correspondence, counted as asks."""

from django.utils.translation import gettext, override

from backbone.outbox.mail import compose, preview, queue
from partnerships.correspondence.links import dead_link, link_for
from partnerships.correspondence.models import Correspondence
from partnerships.models import Representative, Role


def send(
    *,
    key,
    person,
    partnership,
    template,
    context,
    cause,
    partner=None,
    cause_id=None,
    asks=0,
    attachments=(),
    in_reply_to="",
    not_before=None,
):
    """Queue a mail to a person in the partnership's name and record it in the correspondence.

    asks: how many things the mail asks of the person. Returns the Message, or None when this key is
    there already or the person has no address.
    """
    message = queue(
        key=key,
        attachments=attachments,
        in_reply_to=in_reply_to,
        not_before=not_before,
        **_mail(person, partnership, template, context, link_for),
    )
    if message:
        Correspondence.objects.create(
            partnership=partnership,
            message=message,
            person=person,
            partner=partner or partner_of(person, partnership),
            cause=cause,
            cause_id=cause_id,
            asks=asks,
        )
    return message


def would_send(*, person, partnership, template, context, not_before):
    """The message that `send` would queue then, saved nowhere; its links lead nowhere."""
    return compose(not_before=not_before, **_mail(person, partnership, template, context, dead_link))


def shown_to(person, partnership, template, context):
    """The mail as this person would see it, without what surrounds it in the outbox; its links lead nowhere."""
    frame = _frame(person, partnership, dead_link)
    return preview(template, frame | context, person.language, person)


def coordinator_of(partnership):
    """The coordinator who signs the mails: the one who has been it longest."""
    roles = Role.objects.current().filter(partnership=partnership, kind=Role.Kind.COORDINATOR)
    role = roles.select_related("person").order_by("granted_at", "pk").first()
    return role.person if role else None


def partner_of(person, partnership):
    """The partner a person represents, or None."""
    row = (
        Representative.objects.current()
        .filter(person=person, partnership=partnership)
        .select_related("partner")
        .first()
    )
    return row.partner if row else None


def _mail(person, partnership, template, context, new_link):
    """The mail in the partnership's name, signed by its coordinator."""
    sender = coordinator_of(partnership)
    return {
        "person": person,
        "template": template,
        "context": _frame(person, partnership, new_link) | context,
        "from_name": f"{sender}, {partnership}" if sender else str(partnership),
        "reply_to": sender.mail_address if sender else "",
    }


def _frame(person, partnership, new_link):
    """What each mail of a partnership carries around its content."""
    with override(person.language):
        reason = gettext("You get this because you take part in %(partnership)s.") % {
            "partnership": partnership
        }
    preferences = new_link(person, partnership, "preferences").placeholder
    return {
        "partnership": partnership,
        "brand": str(partnership),
        "hue": partnership.hue,
        "reason": reason,
        "preferences": preferences,
        "unsubscribe": f"{preferences}unsubscribe/",
    }
