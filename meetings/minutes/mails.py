"""The mail with the minutes: the reader's own action points first, the decisions, the minutes as PDF."""

from partnerships.correspondence import sending
from partnerships.correspondence.links import dead_link, link_for

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
    return sending.send(
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
    link = dead_link(person, meeting.partnership, "minutes").placeholder
    context = context_for(person, meeting, content, link, changed=changed)
    return sending.shown_to(person, meeting.partnership, TEMPLATE, context)
