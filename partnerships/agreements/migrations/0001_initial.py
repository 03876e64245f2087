import backbone.database.fields
import backbone.database.history
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='partnerships.partnership')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='agreement', to='documents.document')),
                ('binding', models.BooleanField(default=False, verbose_name='legally binding')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='review on')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='agreement_id_partnership'), backbone.database.fields.SamePartnership(field='document', name='agreement_document_same_ps')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementevent" ("binding", "document_id", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "revision") VALUES (NEW."binding", NEW."document_id", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_on", NEW."revision"); RETURN NULL;', hash='4df73a87cfc1456db9124be943f1ca00a4c261a7', operation='INSERT', pgid='pgtrigger_insert_insert_13a93', table='agreements_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_agreementevent" ("binding", "document_id", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "revision") VALUES (NEW."binding", NEW."document_id", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_on", NEW."revision"); RETURN NULL;', hash='998598ca5529f78267947225209381ec7a9da548', operation='UPDATE', pgid='pgtrigger_update_update_36fdd', table='agreements_agreement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_agreementevent" ("binding", "document_id", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "revision") VALUES (OLD."binding", OLD."document_id", OLD."id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."review_on", OLD."revision"); RETURN NULL;', hash='3b4a2103fc49a4e66e016975efd2f3161f36ec23', operation='DELETE', pgid='pgtrigger_delete_delete_a07e3', table='agreements_agreement', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.agreement')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
                ('binding', models.BooleanField(default=False, verbose_name='legally binding')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='review on')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='agreements.agreement')),
                ('group', models.CharField(choices=[('who', 'Who'), ('why', 'Why'), ('what', 'What'), ('how', 'How'), ('sign', 'Acceptance')], max_length=4)),
                ('key', models.CharField(max_length=40)),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('text', models.TextField(blank=True, help_text='Lists and emphasis in Markdown.', verbose_name='text')),
                ('position', models.PositiveSmallIntegerField()),
                ('written_from', models.CharField(default='known', help_text='known, standard or hand', max_length=12)),
                ('left_out', models.BooleanField(default=False, verbose_name='leave this clause out')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [backbone.database.fields.SamePartnership(field='agreement', name='clause_agreement_same_ps'), models.UniqueConstraint(fields=('agreement', 'key'), name='clause_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clauseevent" ("agreement_id", "group", "heading", "id", "key", "left_out", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "text", "written_from") VALUES (NEW."agreement_id", NEW."group", NEW."heading", NEW."id", NEW."key", NEW."left_out", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."revision", NEW."text", NEW."written_from"); RETURN NULL;', hash='05401a68a6d47891395bddf5da6669a496043626', operation='INSERT', pgid='pgtrigger_insert_insert_0fd2d', table='agreements_clause', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "agreements_clauseevent" ("agreement_id", "group", "heading", "id", "key", "left_out", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "text", "written_from") VALUES (NEW."agreement_id", NEW."group", NEW."heading", NEW."id", NEW."key", NEW."left_out", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."revision", NEW."text", NEW."written_from"); RETURN NULL;', hash='0553bce97babb28d56c00643b552ac4f9ee5f2af', operation='UPDATE', pgid='pgtrigger_update_update_2ea46', table='agreements_clause', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "agreements_clauseevent" ("agreement_id", "group", "heading", "id", "key", "left_out", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "text", "written_from") VALUES (OLD."agreement_id", OLD."group", OLD."heading", OLD."id", OLD."key", OLD."left_out", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."revision", OLD."text", OLD."written_from"); RETURN NULL;', hash='eccd7584dd7d659daac651fd6151e50dd64caad1', operation='DELETE', pgid='pgtrigger_delete_delete_9df45', table='agreements_clause', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ClauseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='agreements.clause')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agreements.agreement')),
                ('group', models.CharField(choices=[('who', 'Who'), ('why', 'Why'), ('what', 'What'), ('how', 'How'), ('sign', 'Acceptance')], max_length=4)),
                ('key', models.CharField(max_length=40)),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('text', models.TextField(blank=True, help_text='Lists and emphasis in Markdown.', verbose_name='text')),
                ('position', models.PositiveSmallIntegerField()),
                ('written_from', models.CharField(default='known', help_text='known, standard or hand', max_length=12)),
                ('left_out', models.BooleanField(default=False, verbose_name='leave this clause out')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        backbone.database.history.InstallTriggers(
        ),
    ]
