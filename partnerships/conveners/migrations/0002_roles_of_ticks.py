from django.db import migrations


def give_roles(apps, schema_editor):
    """Who was ticked as a convener has a role, without words or days: nobody said them."""
    Partner, ConvenerRole = (
        apps.get_model(*names) for names in (("partnerships", "Partner"), ("conveners", "ConvenerRole"))
    )
    ticked = Partner.objects.filter(is_convener=True, convener_roles=None)
    ConvenerRole.objects.bulk_create(
        ConvenerRole(partnership_id=partnership, partner_id=pk)
        for pk, partnership in ticked.values_list("pk", "partnership_id")
    )


class Migration(migrations.Migration):
    dependencies = [("conveners", "0001_initial")]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
