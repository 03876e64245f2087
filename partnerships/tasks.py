"""The Celery tasks of partnerships; the worker knows the file jobs by importing them here."""

from celery import shared_task

from partnerships import digests, link_renewal
from partnerships.documents import render_version
from partnerships.imports.jobs import check_job, confirm_job

__all__ = ["check_job", "confirm_job", "render_version", "renew_links", "send_digests"]


@shared_task
def send_digests():
    """Minutely, on beat: queue the digests whose time has come."""
    return digests.send_due()


@shared_task
def renew_links(address):
    """Mail new links to an address that has had some."""
    link_renewal.renew_for_address(address)
