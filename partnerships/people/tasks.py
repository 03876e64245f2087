"""The file jobs of people; the worker knows them by importing them here."""

from partnerships.people.personal.export import export_job

__all__ = ["export_job"]
