"""The agreement goes out for Word and comes back with two tracked changes: one is taken, one is not."""

from playwright.sync_api import expect

from partnerships.proposals.models import WordReading
from tests.browser.conftest import text_of
from tests.browser.steps.agreement import members
from tests.partnerships.agreements import word_files as files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD, NEW = "five", "seven"
ADDED = " Every child drinks it."
WHY_NOT = "The purpose says that already."


def comes_back(walker, of, version):
    """Downloaded, changed as Word tracks it, and read in for the laboratory; returns its reading."""
    walker.go("agreement", of.slug)
    link = walker.page.locator(f'#main a[href="/versions/{version.pk}/agreement.docx"]')
    changed = change(files.opened(walker.download(link)))
    walker.follow("word_readings", of.slug)
    walker.follow("word_reading_new", of.slug)
    walker.fill(partner=members.partner(of, members.LABORATORY).pk, way="mail", sent_by="Peter Mugabo")
    walker.page.locator('#main [name="file"]').set_input_files(
        {"name": "agreement.docx", "mimeType": DOCX, "buffer": changed}
    )
    walker.press("Read the file")
    expect(walker.page.locator("#main article.clause")).to_have_count(2)
    return WordReading.objects.get()


def change(document):
    """A word goes and another comes in its place; a sentence is added."""
    minutes = files.paragraph(document, "within five days")
    files.delete(minutes, words=OLD)
    (gone,) = minutes._p.findall(files.qn("w:del"))
    came = files.change("w:ins", key="901")
    came.append(files.run(NEW))
    gone.addnext(came)
    files.insert(files.paragraph(document, "carries clean water."), ADDED)
    return files.saved(document)


def take_one_and_refuse_one(walker, of, reading):
    """The clause of the first says so at once; the reason of the second is written down."""
    minutes, vision = (
        reading.proposals.get(clause=members.clause(of, key)) for key in ("communication", "vision")
    )
    walker.page.locator(f'form[action="/clause-proposals/{minutes.pk}/taking/"] button').click()
    walker.is_told("Taken. The clause says so now.")
    walker.follow("clause_proposal_refusal", vision.pk)
    walker.fill(reason=WHY_NOT)
    walker.press("Do not take it")
    walker.is_told("Not taken. The reason goes back with the answer.")
    assert "within seven days" in members.clause(of, "communication").text
    assert ADDED not in members.clause(of, "vision").text


def answer(walker, of, reading, post):
    """What became of both goes back by mail, with the reason."""
    walker.go("word_reading", reading.pk)
    walker.follow("word_answer", reading.pk)
    walker.sees(WHY_NOT)
    button = walker.words("Send it to %(n)s person by email", n=1)
    walker.page.get_by_role("button", name=button).click()
    about = walker.words("%(partnership)s: what became of your proposals for the agreement", partnership=of)
    mail = " ".join(text_of(post.to(members.lead(of, members.LABORATORY).email, about)).split())
    assert WHY_NOT in mail
    assert NEW in mail
