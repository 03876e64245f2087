"""Verbs of the addresses: a page without JavaScript can only POST."""


def is_delete(request):
    """Whether a request takes something away: DELETE, or a form whose button says so."""
    return request.method == "DELETE" or request.POST.get("_method") == "delete"
