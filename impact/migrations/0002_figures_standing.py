"""Figures are struck out and chosen, valuations belong to a period, hours and rates are decided on."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


def add_for_new_rows(model_name, constraint):
    """A check of what is written from now on: figures without days that are here already stay as they are."""
    sql = (
        f'ALTER TABLE impact_{model_name} ADD CONSTRAINT {constraint.name} '
        'CHECK (period_end IS NOT NULL OR struck_at IS NOT NULL) NOT VALID'
    )
    undo = f'ALTER TABLE impact_{model_name} DROP CONSTRAINT {constraint.name}'
    return migrations.RunSQL(sql, undo, state_operations=[migrations.AddConstraint(model_name, constraint)])


class Migration(migrations.Migration):

    dependencies = [
        ('impact', '0001_initial'),
        ('partnerships', '0003_delivered_on'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workplans', '0002_outcomes_retired'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiscountRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('decided_by', models.CharField(help_text='A person or a group, such as the steering committee.', max_length=200, verbose_name='who decided')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rate', models.DecimalField(decimal_places=4, help_text='In percent a year; 3.5 is the rate that the SROI guide takes.', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='discount rate')),
            ],
            options={
                'ordering': ['-decided_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DiscountRateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('decided_by', models.CharField(help_text='A person or a group, such as the steering committee.', max_length=200, verbose_name='who decided')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rate', models.DecimalField(decimal_places=4, help_text='In percent a year; 3.5 is the rate that the SROI guide takes.', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='discount rate')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HourValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('decided_by', models.CharField(help_text='A person or a group, such as the steering committee.', max_length=200, verbose_name='who decided')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(blank=True, choices=[('', 'Everybody else'), ('backbone', "The backbone's staff"), ('public', 'People of public organisations'), ('private', 'People of private organisations'), ('civil', 'People of civil society'), ('academic', 'People of universities and institutes')], default='', max_length=10, verbose_name='kind of person')),
                ('value', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='value of an hour in meetings')),
            ],
            options={
                'ordering': ['kind', '-decided_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HourValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('decided_by', models.CharField(help_text='A person or a group, such as the steering committee.', max_length=200, verbose_name='who decided')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(blank=True, choices=[('', 'Everybody else'), ('backbone', "The backbone's staff"), ('public', 'People of public organisations'), ('private', 'People of private organisations'), ('civil', 'People of civil society'), ('academic', 'People of universities and institutes')], default='', max_length=10, verbose_name='kind of person')),
                ('value', models.DecimalField(decimal_places=2, max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='value of an hour in meetings')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='valuation',
            options={'ordering': ['outcome__position', 'outcome', 'period_end', 'pk']},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measurement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measurement',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measurement',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='valuation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='valuation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='valuation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='measurement',
            name='chosen_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='measurement',
            name='chosen_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurement',
            name='struck_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='measurement',
            name='struck_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurement',
            name='struck_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is struck out'),
        ),
        migrations.AddField(
            model_name='measurementevent',
            name='chosen_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='measurementevent',
            name='chosen_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurementevent',
            name='struck_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='measurementevent',
            name='struck_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='measurementevent',
            name='struck_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is struck out'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='attribution_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the attribution'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='deadweight_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the deadweight'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='displacement_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the displacement'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='drop_off_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the drop-off'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='period_end',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='valuation',
            name='period_start',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='valuation',
            name='period_words',
            field=models.CharField(blank=True, max_length=80, verbose_name='period'),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='attribution_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the attribution'),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='deadweight_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the deadweight'),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='displacement_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the displacement'),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='drop_off_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the drop-off'),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='period_end',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='period_start',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='valuationevent',
            name='period_words',
            field=models.CharField(blank=True, max_length=80, verbose_name='period'),
        ),
        migrations.AlterField(
            model_name='valuation',
            name='outcome',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='valuations', to='workplans.outcome', verbose_name='outcome'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_measurementevent" ("chosen_at", "chosen_by_id", "fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "struck_at", "struck_by_id", "struck_reason", "supersedes_id", "value") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."fingerprint", NEW."id", NEW."indicator_id", NEW."note", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provisional", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."supersedes_id", NEW."value"); RETURN NULL;', hash='18514d68d588f741e4ce8da15de7aa9e9fa55e07', operation='INSERT', pgid='pgtrigger_insert_insert_c3834', table='impact_measurement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_measurementevent" ("chosen_at", "chosen_by_id", "fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "struck_at", "struck_by_id", "struck_reason", "supersedes_id", "value") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."fingerprint", NEW."id", NEW."indicator_id", NEW."note", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provisional", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."supersedes_id", NEW."value"); RETURN NULL;', hash='336d8e71545f558f383445cafd62b90ec117e7c6', operation='UPDATE', pgid='pgtrigger_update_update_0e6e1', table='impact_measurement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_measurementevent" ("chosen_at", "chosen_by_id", "fingerprint", "id", "indicator_id", "note", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "recorded_at", "recorded_by_id", "revision", "source", "struck_at", "struck_by_id", "struck_reason", "supersedes_id", "value") VALUES (OLD."chosen_at", OLD."chosen_by_id", OLD."fingerprint", OLD."id", OLD."indicator_id", OLD."note", OLD."partnership_id", OLD."period_end", OLD."period_start", OLD."period_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provisional", OLD."recorded_at", OLD."recorded_by_id", OLD."revision", OLD."source", OLD."struck_at", OLD."struck_by_id", OLD."struck_reason", OLD."supersedes_id", OLD."value"); RETURN NULL;', hash='708913f5dc81c014ca7e7a8b0292cd31cfd6cbe5', operation='DELETE', pgid='pgtrigger_delete_delete_782b7', table='impact_measurement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='valuation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "attribution_source", "deadweight", "deadweight_source", "displacement", "displacement_source", "drop_off", "drop_off_source", "id", "outcome_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."attribution", NEW."attribution_source", NEW."deadweight", NEW."deadweight_source", NEW."displacement", NEW."displacement_source", NEW."drop_off", NEW."drop_off_source", NEW."id", NEW."outcome_id", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proxy", NEW."proxy_source", NEW."quantity", NEW."quantity_source", NEW."revision", NEW."years"); RETURN NULL;', hash='62c0b46b494fbabad7c23285bce44203e1e75469', operation='INSERT', pgid='pgtrigger_insert_insert_91448', table='impact_valuation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='valuation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "attribution_source", "deadweight", "deadweight_source", "displacement", "displacement_source", "drop_off", "drop_off_source", "id", "outcome_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."attribution", NEW."attribution_source", NEW."deadweight", NEW."deadweight_source", NEW."displacement", NEW."displacement_source", NEW."drop_off", NEW."drop_off_source", NEW."id", NEW."outcome_id", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proxy", NEW."proxy_source", NEW."quantity", NEW."quantity_source", NEW."revision", NEW."years"); RETURN NULL;', hash='3c1df71682c2be89c596138731e3139cb1b0514d', operation='UPDATE', pgid='pgtrigger_update_update_a8258', table='impact_valuation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='valuation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_valuationevent" ("answered_at", "answered_by_id", "attribution", "attribution_source", "deadweight", "deadweight_source", "displacement", "displacement_source", "drop_off", "drop_off_source", "id", "outcome_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proxy", "proxy_source", "quantity", "quantity_source", "revision", "years") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."attribution", OLD."attribution_source", OLD."deadweight", OLD."deadweight_source", OLD."displacement", OLD."displacement_source", OLD."drop_off", OLD."drop_off_source", OLD."id", OLD."outcome_id", OLD."partnership_id", OLD."period_end", OLD."period_start", OLD."period_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proxy", OLD."proxy_source", OLD."quantity", OLD."quantity_source", OLD."revision", OLD."years"); RETURN NULL;', hash='bfbd1a425965e50424f2e6d4ae388b4fac25af22', operation='DELETE', pgid='pgtrigger_delete_delete_75675', table='impact_valuation', when='AFTER')),
        ),
        add_for_new_rows(
            'measurement',
            models.CheckConstraint(condition=models.Q(('period_end__isnull', False), ('struck_at__isnull', False), _connector='OR'), name='measurement_has_days', violation_error_message='Say when this was measured, such as 2025 or Q1 2026.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('struck_at', None), models.Q(('struck_reason', ''), _negated=True), _connector='OR'), name='measurement_struck_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('struck_at', None), ('chosen_at', None), _connector='OR'), name='measurement_struck_not_chosen'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.UniqueConstraint(condition=models.Q(('chosen_at__isnull', False)), fields=('indicator', 'period_start', 'period_end'), name='measurement_one_chosen'),
        ),
        migrations.AddConstraint(
            model_name='valuation',
            constraint=models.CheckConstraint(condition=models.Q(('period_start', None), ('period_end', None), ('period_end__gte', models.F('period_start')), _connector='OR'), name='valuation_period', violation_error_message='The period ends before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='valuation',
            constraint=models.UniqueConstraint(fields=('outcome', 'period_start', 'period_end'), name='valuation_once_a_period', nulls_distinct=False, violation_error_message='This outcome is valued for this period already.'),
        ),
        migrations.AddField(
            model_name='discountrate',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discount_rates', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='discountrate',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='discountrateevent',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='discountrateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='discountrateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.discountrate'),
        ),
        migrations.AddField(
            model_name='discountrateevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hourvalue',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hour_values', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='hourvalue',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hourvalueevent',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='hourvalueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='hourvalueevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='impact.hourvalue'),
        ),
        migrations.AddField(
            model_name='hourvalueevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='discountrate',
            constraint=models.UniqueConstraint(fields=('id', 'partnership'), name='discount_id_partnership'),
        ),
        migrations.AddConstraint(
            model_name='discountrate',
            constraint=models.CheckConstraint(condition=models.Q(('rate', None), models.Q(('rate__gte', 0), ('rate__lte', 1)), _connector='OR'), name='discount_rate_share'),
        ),
        migrations.AddConstraint(
            model_name='discountrate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('decided_by', ''), _negated=True)), name='discount_rate_has_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discountrate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_discountrateevent" ("decided_by", "decided_on", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reason", "recorded_at", "recorded_by_id") VALUES (NEW."decided_by", NEW."decided_on", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rate", NEW."reason", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='bb238070f0c1adf0b030d6a9411308498e45919b', operation='INSERT', pgid='pgtrigger_insert_insert_fe7e2', table='impact_discountrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discountrate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_discountrateevent" ("decided_by", "decided_on", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reason", "recorded_at", "recorded_by_id") VALUES (NEW."decided_by", NEW."decided_on", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rate", NEW."reason", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='e9452aa661608ce9e3548bcea17dc3cae5690a39', operation='UPDATE', pgid='pgtrigger_update_update_fa4eb', table='impact_discountrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discountrate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_discountrateevent" ("decided_by", "decided_on", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reason", "recorded_at", "recorded_by_id") VALUES (OLD."decided_by", OLD."decided_on", OLD."id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rate", OLD."reason", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='b7d179affff83cb046fc039236e0515fad7c211d', operation='DELETE', pgid='pgtrigger_delete_delete_a4875', table='impact_discountrate', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='hourvalue',
            constraint=models.UniqueConstraint(fields=('id', 'partnership'), name='hour_value_id_partnership'),
        ),
        migrations.AddConstraint(
            model_name='hourvalue',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), ('value__gte', 0), _connector='OR'), name='hour_value_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='hourvalue',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'backbone', 'public', 'private', 'civil', 'academic'])), name='hour_value_kind'),
        ),
        migrations.AddConstraint(
            model_name='hourvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('decided_by', ''), _negated=True)), name='hour_value_has_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hourvalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_hourvalueevent" ("decided_by", "decided_on", "id", "kind", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "value") VALUES (NEW."decided_by", NEW."decided_on", NEW."id", NEW."kind", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."value"); RETURN NULL;', hash='1ee4eed01e695bf6384132a56fbe3d7a1b37675d', operation='INSERT', pgid='pgtrigger_insert_insert_d89a0', table='impact_hourvalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hourvalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_hourvalueevent" ("decided_by", "decided_on", "id", "kind", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "value") VALUES (NEW."decided_by", NEW."decided_on", NEW."id", NEW."kind", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."value"); RETURN NULL;', hash='1d90453ccbb37070c0dec1057b4a26644d27b600', operation='UPDATE', pgid='pgtrigger_update_update_9c340', table='impact_hourvalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hourvalue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_hourvalueevent" ("decided_by", "decided_on", "id", "kind", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "value") VALUES (OLD."decided_by", OLD."decided_on", OLD."id", OLD."kind", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."value"); RETURN NULL;', hash='b0afe551f474aff9de189c9a827946b9d2372166', operation='DELETE', pgid='pgtrigger_delete_delete_6e0e9', table='impact_hourvalue', when='AFTER')),
        ),
    ]
