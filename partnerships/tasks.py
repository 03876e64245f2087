"""The Celery tasks of partnerships; the worker knows the file jobs by importing them here."""

from partnerships.documents import render_version

__all__ = ["render_version"]
