"""Private notes on a partner: for coordinators, closed until opened, on no page that others see."""


def notes_on(partner):
    """The notes on a partner, newest first."""
    return partner.private_notes.select_related("by")
