"""A signed-in person's language and time zone hold for the whole request."""

from django.utils import timezone, translation


class PersonMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user
        language = person.language if person.is_authenticated else _visitor_language(request)
        zone = person.zone if person.is_authenticated else None
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


def _visitor_language(request):
    return translation.get_language_from_request(request)
