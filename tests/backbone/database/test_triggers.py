"""What keeps the audit trail: every trigger that a model declares stands in the database, as it is declared now."""

import pgtrigger
import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


def test_every_trigger_of_every_model_is_installed():
    status = {
        trigger.get_pgid(model): trigger.get_installation_status(model)[0]
        for model, trigger in pgtrigger.registered()
    }
    assert len(status) > 60
    assert {name: word for name, word in status.items() if word != "INSTALLED"} == {}
