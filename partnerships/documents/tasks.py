"""The file jobs of documents; the worker knows them by importing them here."""

from partnerships.documents.versions import render_version

__all__ = ["render_version"]
