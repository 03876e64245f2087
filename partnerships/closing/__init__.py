"""Closing a partnership and opening it again, and what a request gets that would change it meanwhile."""
