"""Agreements issued before there were rounds are proposed and sent to nobody."""

from django.db import migrations


def open_rounds(apps, schema_editor):
    """A round for the latest version of each agreement, with an open row for each partner that it names."""
    agreements = apps.get_model("agreements", "Agreement")
    versions = apps.get_model("documents", "Version")
    for agreement in agreements.objects.select_related("partnership"):
        rows = versions.objects.filter(document=agreement.document_id, undoable_until=None).defer("html")
        latest = rows.order_by("-number").first()
        if latest:
            _open(apps, agreement, latest)


def _open(apps, agreement, version):
    rounds, acceptances = (apps.get_model("signing", name) for name in ("SigningRound", "Acceptance"))
    round_ = rounds.objects.create(
        partnership=agreement.partnership,
        agreement=agreement,
        version=version,
        proposed_on=version.issued_at.date(),
        proposed_by=version.issued_by,
        purpose_then=agreement.partnership.purpose,
    )
    partners = apps.get_model("partnerships", "Partner").objects.filter(partnership=agreement.partnership)
    known = {partner.organisation.name: partner for partner in partners.select_related("organisation")}
    acceptances.objects.bulk_create(
        acceptances(
            partnership=agreement.partnership,
            round=round_,
            name=name[:200],
            **_where_it_stands(known.pop(name, None)),
        )
        for name in version.data.get("partners", ())
    )


def _where_it_stands(partner):
    if partner is not None and partner.withdrawn_on:
        return {"partner": partner, "state": "left", "left_on": partner.withdrawn_on}
    return {"partner": partner}


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0001_initial"),
    ]

    operations = [migrations.RunPython(open_rounds, migrations.RunPython.noop)]
