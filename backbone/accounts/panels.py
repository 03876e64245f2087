"""The kinds of mail about somebody's own sign-in; the registry is backbone.panels."""

from backbone.accounts import personal_rows
from backbone.panels import MailKind, registry
from backbone.personal import erased, not_exported, personal

registry.add_mails(
    MailKind(
        key="login_code",
        template="login_code",
        why="Somebody asked for a code to sign in with.",
    ),
    MailKind(
        key="address_code",
        template="address_code",
        why="Somebody wants to sign in with another address, and proves that it is theirs.",
    ),
    MailKind(
        key="address_proposed",
        template="address_proposed",
        why="A coordinator proposes another address for the person, and whoever reads it there says that it is theirs.",
    ),
    MailKind(
        key="sign_in_changed",
        template="sign_in_changed",
        why="Something about the person’s own sign-in changed, and it may not have been them.",
    ),
)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
erased += personal_rows.ERASED
