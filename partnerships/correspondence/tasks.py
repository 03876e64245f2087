"""The Celery tasks of correspondence."""

from celery import shared_task

from partnerships.correspondence import digest_mornings, held_questions, link_renewal
from partnerships.correspondence.pausing import returning


@shared_task(name="digests.send")
def send_digests() -> int:
    """Minutely, on beat: queue the digests whose time has come."""
    return digest_mornings.send_due()


@shared_task(name="questions.send")
def send_questions() -> int:
    """Minutely, on beat: put the questions that waited and that the month has room for now."""
    return held_questions.send_due()


@shared_task(name="pauses.ask")
def ask_after_pauses() -> int:
    """Minutely, on beat: ask of the pauses that end today how to go on."""
    return returning.send_due()


@shared_task(name="links.renew")
def renew_links(address: str) -> None:
    """Mail new links to an address that has had some."""
    link_renewal.renew_for_address(address)
