"""What stands beside a name while minutes are typed."""

import pytest

from meetings.minutes.room import beside_the_name
from meetings.models import Attendance
from partnerships.models import Organisation, Partner


@pytest.mark.parametrize(
    ("organisation", "facts", "from_number", "words"),
    [
        ("", {}, None, []),
        ("Guild", {}, None, ["Guild"]),
        ("Guild", {"state": "present"}, None, ["Guild"]),
        ("Guild", {"state": "apologies"}, None, ["Guild", "apologies"]),
        ("Guild", {"state": "absent"}, 3, ["Guild", "absent"]),
        ("", {"state": "observer"}, None, ["observer"]),
        ("Guild", {"state": "partly"}, 3, ["Guild", "from item 3"]),
        ("", {"state": "partly", "capacity": "alternate"}, 2, ["from item 2", "alternate"]),
        ("Guild", {"state": "present", "capacity": "alternate"}, None, ["Guild", "alternate"]),
    ],
)
def test_organisation_absence_and_alternate_stand_beside_a_name(organisation, facts, from_number, words):
    partner = Partner(organisation=Organisation(name=organisation)) if organisation else None
    assert beside_the_name(Attendance(partner=partner, **facts), from_number) == words
