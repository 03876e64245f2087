"""The mail with the minutes: the reader's own action points first, the decisions, the minutes as PDF."""

from uuid import uuid4

from django.utils.translation import gettext, override

from backbone import links
from backbone.outbox.mail import preview
from partnerships import correspondence
from partnerships.links import link_for

TEMPLATE = "minutes"


def context_for(person, meeting, content, link, *, changed=""):
    """What the mail says to one person; `link` is the address (or its placeholder) that opens their own page."""
    own = [one for one in content["action_points"] if one["owner_id"] == person.pk]
    return {
        "meeting": meeting,
        "content": content,
        "own": [{**one, "url": f"{link}#task-{one['task_id'] or ''}"} for one in own],
        "others": sum(1 for one in content["action_points"] if one["owner_id"] != person.pk),
        "link": link,
        "changed": changed,
    }


def send(person, version, meeting, content, *, changed="", in_reply_to=""):
    """Queue the mail for one person; None when it is there already or cannot reach them."""
    link = link_for(person, meeting.partnership, "minutes").placeholder
    context = context_for(person, meeting, content, link, changed=changed)
    return correspondence.send(
        key=f"meeting:{meeting.pk}:minutes:v{version.number}:person:{person.pk}",
        person=person,
        partnership=meeting.partnership,
        template=TEMPLATE,
        context=context,
        cause="minutes",
        cause_id=version.pk,
        asks=len(context["own"]),
        attachments=[version.file],
        in_reply_to=in_reply_to,
    )


def shown_to(person, meeting, content, *, changed=""):
    """The mail as this person would see it, saved nowhere."""
    link = links.placeholder(uuid4())
    context = frame(person, meeting.partnership, link)
    context |= context_for(person, meeting, content, link, changed=changed)
    return preview(TEMPLATE, context, person.language, person)


def frame(person, partnership, link):
    """What stands around a mail that is only looked at."""
    with override(person.language):
        reason = gettext("You get this because you take part in %(partnership)s.") % {
            "partnership": partnership
        }
    return {
        "partnership": partnership,
        "brand": str(partnership),
        "hue": partnership.hue,
        "reason": reason,
        "preferences": link,
    }
