from django.db import migrations, models

GROUPS = ['who', 'why', 'what', 'how', 'sign']


def move_to_the_last_group(apps, schema_editor):
    """No page shows what stands in no group; there it is found."""
    for name in ('Clause', 'TemplateClause'):
        rows = apps.get_model('agreements', name).objects.exclude(group__in=GROUPS)
        rows.update(group=GROUPS[-1])


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0007_kind_and_end'),
    ]

    operations = [
        migrations.RunPython(move_to_the_last_group, migrations.RunPython.noop),
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['who', 'why', 'what', 'how', 'sign'])), name='clause_group'),
        ),
        migrations.AddConstraint(
            model_name='templateclause',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['who', 'why', 'what', 'how', 'sign'])), name='template_clause_group'),
        ),
    ]
