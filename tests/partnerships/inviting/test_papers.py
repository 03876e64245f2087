"""What came back on paper stands beside an invitation."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.inviting import answering, sending
from partnerships.inviting.models import PartnerInvitation
from tests import factories
from tests.partnerships.attachments.files import PDF


def test_a_stamped_letter_is_kept_also_after_the_answer(as_, ruth, coffee, peter):
    row = PartnerInvitation.objects.create(partnership=coffee, organisation="Ministry")
    sending.note_letter(row, by=ruth)
    answering.answer(row, "yes", way="phone", words={}, by=ruth)
    stamped = SimpleUploadedFile("stamped.pdf", PDF)
    address = reverse("partner_invitation_files", args=[row.pk])
    as_(ruth).post(address, {"files": stamped})
    page = as_(ruth).get(row.get_absolute_url()).text
    assert "stamped.pdf" in page
    held = row.files.get()
    assert as_(ruth).get(reverse("partner_invitation_file", args=[held.pk])).status_code == 200
    assert as_(peter).get(reverse("partner_invitation_file", args=[held.pk])).status_code == 403
    assert as_(factories.person()).get(address).status_code == 404
