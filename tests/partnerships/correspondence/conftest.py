"""The mail server of the outbox's tests, here too."""

from tests.backbone.outbox.conftest import postbox  # noqa: F401
