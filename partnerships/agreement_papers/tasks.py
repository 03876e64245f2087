"""The file jobs of the agreement's papers; the worker knows them by importing them here."""

from partnerships.agreement_papers.papers import make_paper

__all__ = ["make_paper"]
