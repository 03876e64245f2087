"""What comes on paper: a ceremony with one scan, a letter of no objection, a word on the phone."""

from partnerships.signing.models import ScanCover
from tests.browser.steps.agreement import members
from tests.partnerships.attachments.files import PDF

SIGNERS = {members.MINISTRY: "Dr Okello", members.BANK: "Joy Akello"}
SCAN = {"name": "ceremony.pdf", "mimeType": "application/pdf", "buffer": PDF}


def sign_together(walker, round):
    """Two partners on one day, with one scan; who signed for each is filled in afterwards."""
    walker.go("signing_round", round.pk)
    walker.follow("signing_round_ceremony", round.pk)
    for name in members.ON_PAPER:
        walker.page.locator(f'#main [name="partners"][value="{members.row(round, name).pk}"]').check()
    walker.page.locator('#main [name="scan"]').set_input_files(SCAN)
    walker.press("Record")
    walker.is_told("Recorded: %(n)s partners signed.", n=2)
    for name, signer in SIGNERS.items():
        walker.follow("acceptance_edit", members.row(round, name).pk)
        walker.fill(signer_name=signer)
        walker.press("Record")
        walker.sees(signer)
    covered = ScanCover.objects.filter(scan__name="ceremony.pdf").values_list("acceptance__name", flat=True)
    assert set(covered) == set(members.ON_PAPER)


def record(walker, round, name, **what):
    """What one partner says, from its letter."""
    walker.go("signing_round", round.pk)
    walker.follow("acceptance_edit", members.row(round, name).pk)
    walker.fill(answered_on=walker.today, **what)
    walker.press("Record")
    walker.is_told("Recorded: %(partner)s.", partner=name)


def still_holds(walker, round, name):
    """What it accepted before holds for this version, too, as it said on the phone."""
    walker.go("signing_round", round.pk)
    walker.follow("acceptance_still", members.row(round, name).pk)
    walker.fill(holds="yes", way="said")
    walker.press("Record")
    walker.is_told("Recorded: %(partner)s.", partner=name)
    assert members.row(round, name).still_holds is True
