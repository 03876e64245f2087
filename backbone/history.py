"""The audit trail: database triggers write a row for each insert, update and delete, bulk writes included."""

import pghistory


def track(**kwargs):
    """A class decorator that keeps every version of a model's rows, with person, address and reason."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **kwargs)
