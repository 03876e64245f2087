"""The people of the lines that are read in tests, and how a line reads among them on Wednesday 25 November 2026."""

from datetime import date

from backbone.reading.date_context import DateContext
from meetings.minutes.typing import parse
from meetings.owners import Candidate

MEETING = DateContext(date(2026, 11, 25), country="NL", next_meeting=date(2027, 1, 14))
JAN = Candidate(1, "Jan van der Berg", 1, "GGD Utrecht", "GGD")
SUKARNO = Candidate(2, "Sukarno", 2, "Rwenzori Growers", "Growers")
ANNA = Candidate(3, "Anna Bakker", 3, "Coffee Platform")
GRACE = Candidate(4, "Grace Hill", 4, "Roasters")
SUN, MAY, MARK = Candidate(5, "Sun Li"), Candidate(6, "May Ling"), Candidate(7, "Mark Twain")
JONES, OKELLO = Candidate(8, "Peter Jones"), Candidate(9, "Peter Okello", 5, "Kigezi Union")
NOOR, EMRE, MARIEKE = Candidate(10, "Noor Ali"), Candidate(11, "Emre Can"), Candidate(12, "Marieke de Wit")
HART = Candidate(13, "Willem 't Hart")
PEOPLE = [JAN, SUKARNO, ANNA, GRACE, SUN, MAY, MARK, JONES, OKELLO, NOOR, EMRE, MARIEKE, HART]
FRIDAY, DECEMBER = date(2026, 11, 27), date(2026, 12, 4)


def read(text):
    return parse(text, PEOPLE, MEETING)
