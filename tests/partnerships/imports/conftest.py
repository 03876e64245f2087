from pathlib import Path

import pytest

from tests import factories
from tests.partnerships.imports.messy import MESSY, PARTNERS

BAY = Path(__file__).parents[2] / "data" / "chesapeake-bay"


@pytest.fixture
def bay(db):
    """An empty partnership in the country of the Bay data."""
    return factories.partnership(name="Chesapeake Bay Program", slug="bay", country="US", language="en")


@pytest.fixture
def coordinator(bay):
    return factories.coordinator(bay)


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def run_of(bay, coordinator):
    """Reads and checks files: `run_of("partnership.xlsx")`, or (name, bytes) pairs."""
    from partnerships.imports import checking
    from partnerships.imports.reading import begin

    def make(*files, of=None):
        uploads = [(f, "", (BAY / f).read_bytes()) if isinstance(f, str) else (f[0], "", f[1]) for f in files]
        run, errors = begin(of or bay, uploads, coordinator)
        assert run, errors
        checking.check(run)
        return run

    return make


@pytest.fixture
def come_in(bay, run_of):
    """Reads and checks a file of tests/data/messy, in a partnership that knows PARTNERS."""
    for name in PARTNERS:
        factories.partner(bay, name)

    def make(name):
        return run_of((name, (MESSY / name).read_bytes()))

    return make
