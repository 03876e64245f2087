import backbone.fields
import backbone.history
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('partnerships', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workplans', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_words', models.CharField(blank=True, max_length=80, verbose_name='period')),
                ('period_start', models.DateField(blank=True, null=True)),
                ('period_end', models.DateField(blank=True, null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='partnerships.partnership')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='workplans.indicator', verbose_name='indicator')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('source', models.CharField(help_text='Where the figure comes from; a figure without a source is not shown.', max_length=300, verbose_name='source')),
                ('provisional', models.BooleanField(default=False, verbose_name='provisional or estimated')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='superseded_by', to='impact.measurement', verbose_name='corrects')),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['indicator', 'period_start', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='measurement_id_partnership'), backbone.fields.SamePartnership(field='indicator', name='measurement_indicator_same_ps'), models.UniqueConstraint(condition=models.Q(('fingerprint', ''), _negated=True), fields=('partnership', 'fingerprint'), name='measurement_imported_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='measurement_has_a_source')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_measurementevent" ("fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "supersedes_id", "value") VALUES (NEW."fingerprint", NEW."id", NEW."indicator_id", NEW."note", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provisional", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."supersedes_id", NEW."value"); RETURN NULL;', hash='589c8cbceaddd9ae4cd3f0832aead43da998fda5', operation='INSERT', pgid='pgtrigger_insert_insert_c3834', table='impact_measurement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_measurementevent" ("fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "supersedes_id", "value") VALUES (NEW."fingerprint", NEW."id", NEW."indicator_id", NEW."note", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provisional", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."supersedes_id", NEW."value"); RETURN NULL;', hash='a99f33b6270a0a466cce84b1fafad8da195e4c55', operation='UPDATE', pgid='pgtrigger_update_update_0e6e1', table='impact_measurement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_measurementevent" ("fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "supersedes_id", "value") VALUES (OLD."fingerprint", OLD."id", OLD."indicator_id", OLD."note", OLD."partnership_id", OLD."period_end", OLD."period_start", OLD."period_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provisional", OLD."recorded_at", OLD."recorded_by_id", OLD."revision", OLD."source", OLD."supersedes_id", OLD."value"); RETURN NULL;', hash='97471a1aa36ed675da83cca876f08307e510fcca', operation='DELETE', pgid='pgtrigger_delete_delete_782b7', table='impact_measurement', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='partnerships.partnership')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('need', models.TextField(blank=True, verbose_name='the need')),
                ('only_together', models.TextField(blank=True, verbose_name='what only together')),
                ('what_we_did', models.TextField(blank=True, verbose_name='what we did')),
                ('what_changed', models.TextField(blank=True, verbose_name='what changed')),
                ('quote', models.TextField(blank=True, verbose_name="one person's story")),
                ('quote_by', models.CharField(blank=True, max_length=120, verbose_name='who tells it')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='consent given on')),
                ('consent_how', models.CharField(blank=True, max_length=200, verbose_name='how consent was given')),
                ('limits', models.TextField(blank=True, verbose_name='limits, and what we claim')),
                ('ask', models.TextField(blank=True, verbose_name='what we ask')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'stories',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='story_id_partnership'), models.CheckConstraint(condition=models.Q(('quote', ''), ('consent_on__isnull', False), _connector='OR'), name='quote_needs_consent', violation_error_message="A person's story needs the date of their consent.")],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_storyevent" ("ask", "by_id", "consent_how", "consent_on", "created_at", "id", "limits", "need", "only_together", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "quote_by", "revision", "title", "what_changed", "what_we_did") VALUES (NEW."ask", NEW."by_id", NEW."consent_how", NEW."consent_on", NEW."created_at", NEW."id", NEW."limits", NEW."need", NEW."only_together", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote", NEW."quote_by", NEW."revision", NEW."title", NEW."what_changed", NEW."what_we_did"); RETURN NULL;', hash='45d03b08abfee63c8bb167bbf991cf2a0141d049', operation='INSERT', pgid='pgtrigger_insert_insert_bfbc6', table='impact_story', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_storyevent" ("ask", "by_id", "consent_how", "consent_on", "created_at", "id", "limits", "need", "only_together", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "quote_by", "revision", "title", "what_changed", "what_we_did") VALUES (NEW."ask", NEW."by_id", NEW."consent_how", NEW."consent_on", NEW."created_at", NEW."id", NEW."limits", NEW."need", NEW."only_together", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote", NEW."quote_by", NEW."revision", NEW."title", NEW."what_changed", NEW."what_we_did"); RETURN NULL;', hash='a8b14b157fa122ed6ddf74fecdd661e8fb9b8244', operation='UPDATE', pgid='pgtrigger_update_update_7ba85', table='impact_story', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_storyevent" ("ask", "by_id", "consent_how", "consent_on", "created_at", "id", "limits", "need", "only_together", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "quote_by", "revision", "title", "what_changed", "what_we_did") VALUES (OLD."ask", OLD."by_id", OLD."consent_how", OLD."consent_on", OLD."created_at", OLD."id", OLD."limits", OLD."need", OLD."only_together", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote", OLD."quote_by", OLD."revision", OLD."title", OLD."what_changed", OLD."what_we_did"); RETURN NULL;', hash='b2641058f0caae78d6f4b8c1feaddd2fabffccc8', operation='DELETE', pgid='pgtrigger_delete_delete_32ad8', table='impact_story', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Valuation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='valuations', to='partnerships.partnership')),
                ('outcome', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='valuation', to='workplans.outcome', verbose_name='outcome')),
                ('quantity', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='quantity of change')),
                ('quantity_source', models.CharField(blank=True, max_length=300, verbose_name='source of the quantity')),
                ('proxy', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='financial proxy per unit')),
                ('proxy_source', models.CharField(blank=True, max_length=300, verbose_name='source of the proxy')),
                ('deadweight', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='deadweight')),
                ('displacement', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='displacement')),
                ('attribution', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='attribution to others')),
                ('drop_off', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='drop-off per year')),
                ('years', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='years it lasts')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['outcome__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='valuation_id_partnership'), backbone.fields.SamePartnership(field='outcome', name='valuation_outcome_same_ps')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "deadweight", "displacement", "drop_off", "id", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."attribution", NEW."deadweight", NEW."displacement", NEW."drop_off", NEW."id", NEW."outcome_id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proxy", NEW."proxy_source", NEW."quantity", NEW."quantity_source", NEW."revision", NEW."years"); RETURN NULL;', hash='706a582481d3fff6e6b847e0e645d3d7af350971', operation='INSERT', pgid='pgtrigger_insert_insert_91448', table='impact_valuation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "deadweight", "displacement", "drop_off", "id", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."attribution", NEW."deadweight", NEW."displacement", NEW."drop_off", NEW."id", NEW."outcome_id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proxy", NEW."proxy_source", NEW."quantity", NEW."quantity_source", NEW."revision", NEW."years"); RETURN NULL;', hash='4b3ce5ca52791b4d6a5da055284a8bdc6d7a73cf', operation='UPDATE', pgid='pgtrigger_update_update_a8258', table='impact_valuation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "deadweight", "displacement", "drop_off", "id", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."attribution", OLD."deadweight", OLD."displacement", OLD."drop_off", OLD."id", OLD."outcome_id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proxy", OLD."proxy_source", OLD."quantity", OLD."quantity_source", OLD."revision", OLD."years"); RETURN NULL;', hash='d01542c9e0a34e1661dabb5c03358d4f5c492908', operation='DELETE', pgid='pgtrigger_delete_delete_75675', table='impact_valuation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='impact.story')),
                ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='impact.measurement', verbose_name='figure')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='citation_id_partnership'), backbone.fields.SamePartnership(field='story', name='citation_story_same_ps'), backbone.fields.SamePartnership(field='measurement', name='citation_measurement_same_ps'), models.UniqueConstraint(fields=('story', 'measurement'), name='cited_once')],
            },
        ),
        migrations.CreateModel(
            name='MeasurementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.measurement')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('period_words', models.CharField(blank=True, max_length=80, verbose_name='period')),
                ('period_start', models.DateField(blank=True, null=True)),
                ('period_end', models.DateField(blank=True, null=True)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workplans.indicator', verbose_name='indicator')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('source', models.CharField(help_text='Where the figure comes from; a figure without a source is not shown.', max_length=300, verbose_name='source')),
                ('provisional', models.BooleanField(default=False, verbose_name='provisional or estimated')),
                ('supersedes', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='impact.measurement', verbose_name='corrects')),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='partnerships.partnership')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='partnerships.document')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='impact.story', verbose_name='story')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='report_id_partnership'), backbone.fields.SamePartnership(field='document', name='report_document_same_ps'), backbone.fields.SamePartnership(field='story', name='report_story_same_ps'), models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='report_period', violation_error_message='The period ends before it starts.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."document_id", NEW."end", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start", NEW."story_id"); RETURN NULL;', hash='fdb253d91fb2aa143b42bb3da1f46fde3f69fe17', operation='INSERT', pgid='pgtrigger_insert_insert_cafe5', table='impact_report', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."document_id", NEW."end", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start", NEW."story_id"); RETURN NULL;', hash='3b5f940a9a41f3d112a12f4d012551c622dfc6be', operation='UPDATE', pgid='pgtrigger_update_update_05c1d', table='impact_report', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."document_id", OLD."end", OLD."id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."start", OLD."story_id"); RETURN NULL;', hash='23c7ef039f408daf5609e075e8e973779122eb33', operation='DELETE', pgid='pgtrigger_delete_delete_a25b4', table='impact_report', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='StoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.story')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('need', models.TextField(blank=True, verbose_name='the need')),
                ('only_together', models.TextField(blank=True, verbose_name='what only together')),
                ('what_we_did', models.TextField(blank=True, verbose_name='what we did')),
                ('what_changed', models.TextField(blank=True, verbose_name='what changed')),
                ('quote', models.TextField(blank=True, verbose_name="one person's story")),
                ('quote_by', models.CharField(blank=True, max_length=120, verbose_name='who tells it')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='consent given on')),
                ('consent_how', models.CharField(blank=True, max_length=200, verbose_name='how consent was given')),
                ('limits', models.TextField(blank=True, verbose_name='limits, and what we claim')),
                ('ask', models.TextField(blank=True, verbose_name='what we ask')),
                ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ValuationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.valuation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('outcome', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workplans.outcome', verbose_name='outcome')),
                ('quantity', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='quantity of change')),
                ('quantity_source', models.CharField(blank=True, max_length=300, verbose_name='source of the quantity')),
                ('proxy', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='financial proxy per unit')),
                ('proxy_source', models.CharField(blank=True, max_length=300, verbose_name='source of the proxy')),
                ('deadweight', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='deadweight')),
                ('displacement', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='displacement')),
                ('attribution', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='attribution to others')),
                ('drop_off', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='drop-off per year')),
                ('years', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='years it lasts')),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.report')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.document')),
                ('story', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='impact.story', verbose_name='story')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'abstract': False,
            },
        ),
        backbone.history.InstallTriggers(
        ),
    ]
