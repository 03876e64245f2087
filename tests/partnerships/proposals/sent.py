"""A file of the union that a coordinator reads in."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def send(as_ruth, coffee, union, data, **said):
    file = SimpleUploadedFile("agreement.docx", data)
    fields = {"partner": union.pk, "way": "mail", "sent_by": "Peter", "file": file, **said}
    return as_ruth.post(reverse("word_reading_new", args=[coffee.slug]), fields)
