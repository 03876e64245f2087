"""How second steps are stored: encrypted under the server's key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SecondStepUnreadable(ValidationError):
    """The key under which it was stored is not the server's any more; forms show this as their error."""

    def __init__(self):
        super().__init__(
            _(
                "Your two-step sign-in can’t be read any more: the server has another key than when you set it up. An administrator can switch it off."
            )
        )


def encrypt(text: str) -> str:
    """The text as it is stored."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """What was stored; raises SecondStepUnreadable."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise SecondStepUnreadable from error


def _cipher():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in keys])


def _key(secret):
    digest = hashlib.sha256(b"backbone.accounts.second-step:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
