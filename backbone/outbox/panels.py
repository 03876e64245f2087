"""The kinds of mail of the outbox itself; the registry is backbone.panels."""

from backbone.panels import MailKind, registry

registry.add_mails(
    MailKind(
        key="test",
        template="test",
        why="An administrator checks that mail from this installation arrives; it goes to themselves.",
    ),
    MailKind(
        key="sample",
        why="A copy of a mail that waits, for whoever looks it over first; its links are dead.",
    ),
)
