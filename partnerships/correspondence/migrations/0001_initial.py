import backbone.database.fields
import backbone.database.history
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('outbox', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('purpose', models.CharField(max_length=40)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='partnerships.partner')),
                ('kind', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('question', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('change', 'Change')], max_length=8)),
                ('remark', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_via', models.CharField(blank=True, max_length=8)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='confirmation_id_partnership'), backbone.database.fields.SamePartnership(field='partner', name='confirmation_partner_same_ps'), models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('kind', 'subject_id', 'person'), name='asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='answer_has_a_moment')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_confirmationevent" ("answer", "answered_at", "answered_via", "asked_at", "asked_by_id", "due_on", "id", "kind", "partner_id", "partnership_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "remark", "subject_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_via", NEW."asked_at", NEW."asked_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."partner_id", NEW."partnership_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."remark", NEW."subject_id"); RETURN NULL;', hash='40c508a7456de0ef6bade6e14626e06beb1b4151', operation='INSERT', pgid='pgtrigger_insert_insert_1a72d', table='correspondence_confirmation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "correspondence_confirmationevent" ("answer", "answered_at", "answered_via", "asked_at", "asked_by_id", "due_on", "id", "kind", "partner_id", "partnership_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "remark", "subject_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_via", NEW."asked_at", NEW."asked_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."partner_id", NEW."partnership_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."remark", NEW."subject_id"); RETURN NULL;', hash='70aed6bda7e4a4ab9801ec1f09afb35f80ccc3d7', operation='UPDATE', pgid='pgtrigger_update_update_4af5e', table='correspondence_confirmation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_confirmationevent" ("answer", "answered_at", "answered_via", "asked_at", "asked_by_id", "due_on", "id", "kind", "partner_id", "partnership_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "remark", "subject_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_via", OLD."asked_at", OLD."asked_by_id", OLD."due_on", OLD."id", OLD."kind", OLD."partner_id", OLD."partnership_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question", OLD."remark", OLD."subject_id"); RETURN NULL;', hash='081f51acf4c59aac2167a125ab9c34cbd50834ce', operation='DELETE', pgid='pgtrigger_delete_delete_b2c04', table='correspondence_confirmation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ConfirmationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='correspondence.confirmation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partner')),
                ('kind', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('question', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('change', 'Change')], max_length=8)),
                ('remark', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_via', models.CharField(blank=True, max_length=8)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correspondence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='correspondence', to='partnerships.partnership')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='correspondence', to='outbox.message')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.partner')),
                ('cause', models.CharField(max_length=30)),
                ('cause_id', models.BigIntegerField(null=True)),
                ('asks', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['partnership', '-at', '-id'], name='correspondence_page'), models.Index(fields=['cause', 'cause_id'], name='correspondence_cause')],
                'constraints': [backbone.database.fields.SamePartnership(field='partner', name='correspondence_partner_same_ps')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('text', models.CharField(max_length=300)),
                ('path', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('digested_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        backbone.database.history.InstallTriggers(
        ),
    ]
