"""What is written past Django's forms: PostgreSQL refuses a row that points into another partnership."""

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.models import ActionPoint, Decision, Meeting, Remark
from partnerships.correspondence.models import Confirmation
from partnerships.models import BodyPartner
from tests import factories
from workplans.models import MilestoneDependency, MilestoneSupporter

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def refused(row, column, value):
    """Write a column of a row with nothing between the words and the table, and be refused by its key."""
    table, name = row._meta.db_table, row._meta.get_field(column).column
    rule = next(r.name for r in row._meta.constraints if getattr(r, "field", None) == column)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        written(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, row.pk])


def written(words, values):
    """Write, and look at the keys that are checked only when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(words, values)
    connection.check_constraints()


def elsewhere():
    """A meeting of another partnership, with a line in its minutes."""
    return factories.line(factories.meeting(), "A line of theirs")


def test_a_decision_from_a_line_of_another_partnership():
    line = factories.line(factories.meeting(), "= We plant trees")
    refused(Decision.objects.get(line=line), "line", elsewhere().pk)


def test_an_action_point_from_a_line_of_another_partnership():
    meeting = factories.meeting()
    task = factories.task(meeting.partnership)
    row = ActionPoint.objects.create(partnership=meeting.partnership, task=task, meeting=meeting)
    refused(row, "line", elsewhere().pk)


def test_a_meeting_that_is_at_an_item_of_another_partnership():
    refused(factories.meeting(), "current_item", factories.agenda_item().pk)


def test_a_remark_about_what_another_partnership_asked():
    meeting = factories.meeting()
    row = Remark.objects.create(
        partnership=meeting.partnership, meeting=meeting, confirmation=asked(meeting.partnership)
    )
    refused(row, "confirmation", asked(factories.partnership()).pk)


def asked(of):
    return Confirmation.objects.create(
        partnership=of, person=factories.person(), kind="minutes", subject_id=1, question="?"
    )


def test_a_body_in_which_a_partner_of_another_partnership_sits():
    partner = factories.partner()
    body = partner.partnership.bodies.create(name="Board")
    body.partners.add(partner)
    refused(BodyPartner.objects.get(), "partner", factories.partner().pk)
    refused(BodyPartner.objects.get(), "body", factories.partnership().bodies.create(name="Their version").pk)


def test_a_milestone_that_a_partner_of_another_partnership_supports():
    milestone = factories.milestone()
    milestone.supporters.add(factories.partner(milestone.partnership))
    refused(MilestoneSupporter.objects.get(), "partner", factories.partner().pk)
    refused(MilestoneSupporter.objects.get(), "milestone", factories.milestone().pk)


def test_a_milestone_that_waits_for_one_of_another_partnership():
    milestone = factories.milestone()
    milestone.depends_on.add(factories.milestone(milestone.objective))
    refused(MilestoneDependency.objects.get(), "to_milestone", factories.milestone().pk)
    refused(MilestoneDependency.objects.get(), "from_milestone", factories.milestone().pk)


def test_the_field_itself_adds_no_partner_of_another_partnership():
    body = factories.partnership().bodies.create(name="Board")
    body.partners.add(factories.partner())
    with pytest.raises(IntegrityError, match="body_partner_partner_same_ps"):
        connection.check_constraints()


def test_both_ends_of_the_field_add_and_take_away():
    partner = factories.partner()
    body = partner.partnership.bodies.create(name="Board")
    partner.bodies.add(body)
    body.partners.add(partner)
    assert list(body.partners.all()) == [partner]
    body.partners.set([])
    assert not partner.bodies.exists()


def test_two_who_add_the_same_partner_at_once_add_it_once():
    partner = factories.partner()
    body = partner.partnership.bodies.create(name="Board")
    for _ in range(2):
        BodyPartner.objects.bulk_create([BodyPartner(body=body, partner=partner)])
    assert body.partners.count() == 1


def test_a_meetings_own_item_and_line_are_taken():
    meeting = factories.meeting()
    item = factories.agenda_item(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(current_item=item)
    connection.check_constraints()
