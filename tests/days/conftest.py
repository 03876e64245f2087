"""Reader, partnership and server on days of their own."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests import factories

# At the first of these moments the three zones have three days, at the others two.
ZONES = ("Pacific/Kiritimati", "Europe/Amsterdam", "Pacific/Pago_Pago")
# Each zone once as the reader's, the partnership's and the installation's.
TURNS = [(*ZONES[n:], *ZONES[:n]) for n in range(3)]
MOMENTS = ("2026-07-10T10:30", "2026-07-10T22:15", "2026-12-31T23:30")


@pytest.fixture(params=MOMENTS)
def moment(request, time_machine):
    """The clock stands at this moment."""
    now = datetime.fromisoformat(request.param).replace(tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    return now


@pytest.fixture(params=TURNS, ids=lambda zones: "-".join(z.split("/")[1] for z in zones))
def places(request, db, settings, moment):
    """A partnership whose coordinator lives elsewhere, on an installation that is elsewhere again."""
    reader, there, settings.INSTALLATION_TIME_ZONE = request.param
    of = factories.partnership("Coffee", "coffee", timezone=there)
    ruth = factories.coordinator(of, factories.person("Ruth", timezone=reader))
    return SimpleNamespace(now=moment, reader=reader, of=of, ruth=ruth)
