"""The file jobs of imports; the worker knows them by importing them here."""

from partnerships.imports.jobs import check_job, confirm_job, recheck_job

__all__ = ["check_job", "confirm_job", "recheck_job"]
