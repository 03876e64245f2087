"""Private notes on a partner: for coordinators, closed until opened, on no page that others see."""


def notes_on(partner):
    """The private notes on a partner, newest first; who may read them is checked by `get_partner` before."""
    return partner.private_notes.select_related("by")
