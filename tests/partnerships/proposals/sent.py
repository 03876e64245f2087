"""A file of the union that a coordinator reads in, and the answer to it as a file."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from backbone.files.models import StoredFile
from partnerships.agreement_papers import papers


def send(as_ruth, coffee, union, data, **said):
    file = SimpleUploadedFile("agreement.docx", data)
    fields = {"partner": union.pk, "way": "mail", "sent_by": "Peter", "file": file, **said}
    return as_ruth.post(reverse("word_reading_new", args=[coffee.slug]), fields)


def answer_as_file(client, reading, **asked):
    """The answer to print, or for Word, asked for and made."""
    page = client.post(reverse("word_answer_paper", args=[reading.pk]), asked)
    file = StoredFile.objects.get(job=papers.JOB)
    assert page.url == reverse("agreement_paper", args=[file.pk])
    papers.make_paper(file.pk, **file.job_args)
    return client.get(reverse("agreement_paper_file", args=[file.pk])).content
