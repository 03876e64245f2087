"""A partnership's edit page, and the history of its purpose."""

import pytest

from partnerships.models import Partnership
from tests import factories


def form_of(partnership, **changes):
    names = ["name", "purpose", "problem", "target_population", "only_together", "phase", "language", "country",
             "timezone", "currency", "hue", "minutes_working_days", "asks_per_month", "revision"]  # fmt: skip
    return {name: getattr(partnership, name) for name in names} | changes


def test_it_saves_everything(as_, ruth, coffee):
    changes = {"name": "Coffee for all", "hue": 265, "problem": "Prices are too low.", "asks_per_month": 3}
    assert as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, **changes)).status_code == 302
    coffee.refresh_from_db()
    assert (coffee.name, coffee.hue, coffee.problem, coffee.asks_per_month) == (
        "Coffee for all", 265, "Prices are too low.", 3,
    )  # fmt: skip
    assert coffee.slug == "coffee"


def test_a_new_purpose_needs_a_reason_and_keeps_the_old_wording(as_, ruth, coffee):
    new = form_of(coffee, purpose="Every family earns enough by 2030.")
    answer = as_(ruth).post("/partnerships/coffee/edit/", new)
    assert answer.status_code == 422
    assert "Every family earns enough by 2030." in answer.content.decode()
    as_(ruth).post("/partnerships/coffee/edit/", {**new, "reason": "The old date has passed"})
    texts = [(row.text, row.reason) for row in coffee.purpose_statements.all()]
    assert texts == [("Every family earns enough by 2030.", "The old date has passed"),
                     ("Every family earns a living income.", "")]  # fmt: skip
    page = as_(ruth).get("/partnerships/coffee/purpose/").content.decode()
    assert "The old date has passed" in page


def test_the_first_purpose_needs_no_reason(as_, ruth, coffee):
    Partnership.objects.update(purpose="")
    as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, purpose="Fair prices"))
    assert coffee.purpose_statements.get().text == "Fair prices"


def test_the_second_of_two_editors_sees_both_texts(as_, ruth, coffee):
    mine = form_of(coffee, problem="What I wrote")
    as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, problem="What she wrote"))
    answer = as_(ruth).post("/partnerships/coffee/edit/", mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What I wrote" in page
    assert "What she wrote" in page
    coffee.refresh_from_db()
    assert coffee.problem == "What she wrote"


@pytest.mark.parametrize(
    ("name", "value"),
    [("hue", 400), ("hue", "red"), ("timezone", "Moon/Base"), ("country", "Atlantis"), ("currency", "E"),
     ("phase", "done"), ("asks_per_month", -1), ("name", ""), ("name", "x" * 121)],
)  # fmt: skip
def test_what_can_not_be_is_refused_beside_the_field(as_, ruth, coffee, name, value):
    answer = as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, **{name: value}))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}


def test_it_can_not_be_below_itself(as_, ruth, coffee):
    child = factories.partnership(parent=coffee)
    factories.coordinator(child, ruth)
    for parent in (coffee, child):
        answer = as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, parent=parent.pk))
        assert answer.status_code == 422


def test_a_foreign_partnership_can_not_be_its_parent(as_, ruth, coffee):
    foreign = factories.partnership(name="A foreign one")
    assert "A foreign one" not in as_(ruth).get("/partnerships/coffee/edit/").content.decode()
    assert as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, parent=foreign.pk)).status_code == 422


def test_hostile_text_stays_text(as_, ruth, coffee, hostile):
    fields = dict.fromkeys(["purpose", "problem", "target_population", "only_together", "reason"], hostile)
    as_(ruth).post("/partnerships/coffee/edit/", form_of(coffee, name=hostile[:120], **fields))
    coffee.refresh_from_db()
    assert coffee.problem == hostile
    for address in ("", "edit/", "purpose/"):
        page = as_(ruth).get(f"/partnerships/coffee/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "مرحبا" in page


def test_only_coordinators_edit(as_, coffee, union):
    assert as_(factories.representative(union)).get("/partnerships/coffee/edit/").status_code == 403
    assert as_(factories.leader(coffee)).get("/partnerships/coffee/edit/").status_code == 403
    assert as_(factories.person()).get("/partnerships/coffee/edit/").status_code == 404
    assert as_(factories.administrator()).get("/partnerships/coffee/edit/").status_code == 200
