"""Pasting an old action list."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect

from partnerships.access import get_partnership


@login_required
def tasks_paste(request, slug):
    get_partnership(request.user, slug, "coordinate")
    return redirect("plan", slug)
