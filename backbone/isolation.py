"""One thing done for many, each by itself: who fails is logged and put off, the others get theirs."""

import logging
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

log = logging.getLogger(__name__)

# They say nothing about the row: a lock, a lost connection. The next run tries again.
DATABASE_TROUBLE = (OperationalError, InterfaceError)
REST = timedelta(days=1)
AT_ONCE = 50


class Busy(Exception):
    """Somebody else has a row of it at this moment: nothing of it was done, and the next run takes it whole."""


def each(keys: Iterable, act: Callable, *, what: str, put_off: Callable | None = None) -> int:
    """Run `act(key)` for each key in a transaction of its own; returns how many of them did something.

    what: such as "digest of person"; it stands in the log with the key
    put_off(key): makes a key that failed rest, so that the next run does not meet it at once; it must
        not read the row's zone or whatever else may be the cause
    """
    return sum([_alone(key, act, what, put_off) for key in list(keys)])


def together(
    keys: Iterable, act: Callable[[list], int], *, what: str, put_off: Callable | None = None
) -> int:
    """Run `act(keys)` for many at a time, in one transaction; of those that fail together, each is tried alone.

    act: returns for how many of the keys it did something; the rest as for `each`
    """
    keys = list(keys)
    batches = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    return sum([_as_one(batch, act, what, put_off) for batch in batches])


def _as_one(keys, act, what, put_off):
    if len(keys) > 1:
        try:
            with transaction.atomic():
                return act(keys)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            log.warning("%s: %s at once failed (%s), now one by one", what, len(keys), type(error).__name__)
    return each(keys, lambda key: act([key]), what=what, put_off=put_off)


def rested(after: datetime | None = None) -> datetime:
    """When what failed is tried again: a day later, in nobody's zone, which may be what failed."""
    return (after or timezone.now()) + REST


def _alone(key, act, what, put_off):
    try:
        with transaction.atomic():
            return bool(act(key))
    except Busy:
        return False
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        _note(what, key, error)
        if put_off and not isinstance(error, DATABASE_TROUBLE):
            _alone(key, put_off, f"{what}, put off:", None)
        return False


def _note(what, key, error):
    """The places that it came through and its kind; its words may be those of a mail or of a row."""
    way = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s %s failed: %s\n%s", what, key, type(error).__name__, way)
