import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0003_delivered_on'),
        ('workplans', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='outcome',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='outcome',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='outcome',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='indicator',
            name='baseline_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='baseline_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicator',
            name='baseline_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the baseline'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='retired on'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='retired_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is retired'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='target_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='target_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicator',
            name='target_source',
            field=models.CharField(blank=True, help_text='Where it was agreed.', max_length=300, verbose_name='source of the target'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='baseline_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='baseline_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='baseline_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source of the baseline'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='retired on'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='retired_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is retired'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='target_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='target_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='target_source',
            field=models.CharField(blank=True, help_text='Where it was agreed.', max_length=300, verbose_name='source of the target'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='retired on'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='retired_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is retired'),
        ),
        migrations.AddField(
            model_name='outcomeevent',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='retired on'),
        ),
        migrations.AddField(
            model_name='outcomeevent',
            name='retired_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is retired'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workplans_indicatorevent" ("baseline", "baseline_at", "baseline_by_id", "baseline_period", "baseline_source", "direction", "due_on", "due_words", "id", "informs", "name", "on_scorecard", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "revision", "target", "target_at", "target_by_id", "target_source", "unit") VALUES (NEW."baseline", NEW."baseline_at", NEW."baseline_by_id", NEW."baseline_period", NEW."baseline_source", NEW."direction", NEW."due_on", NEW."due_words", NEW."id", NEW."informs", NEW."name", NEW."on_scorecard", NEW."outcome_id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."retired_on", NEW."retired_reason", NEW."revision", NEW."target", NEW."target_at", NEW."target_by_id", NEW."target_source", NEW."unit"); RETURN NULL;', hash='0d4e9421fd99a3e342aa72d310fe6016969ce2bd', operation='INSERT', pgid='pgtrigger_insert_insert_32a99', table='workplans_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workplans_indicatorevent" ("baseline", "baseline_at", "baseline_by_id", "baseline_period", "baseline_source", "direction", "due_on", "due_words", "id", "informs", "name", "on_scorecard", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "revision", "target", "target_at", "target_by_id", "target_source", "unit") VALUES (NEW."baseline", NEW."baseline_at", NEW."baseline_by_id", NEW."baseline_period", NEW."baseline_source", NEW."direction", NEW."due_on", NEW."due_words", NEW."id", NEW."informs", NEW."name", NEW."on_scorecard", NEW."outcome_id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."retired_on", NEW."retired_reason", NEW."revision", NEW."target", NEW."target_at", NEW."target_by_id", NEW."target_source", NEW."unit"); RETURN NULL;', hash='1bdb62db6bc2d2eee44d7dfde0dab3273123419a', operation='UPDATE', pgid='pgtrigger_update_update_c1a55', table='workplans_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workplans_indicatorevent" ("baseline", "baseline_at", "baseline_by_id", "baseline_period", "baseline_source", "direction", "due_on", "due_words", "id", "informs", "name", "on_scorecard", "outcome_id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "revision", "target", "target_at", "target_by_id", "target_source", "unit") VALUES (OLD."baseline", OLD."baseline_at", OLD."baseline_by_id", OLD."baseline_period", OLD."baseline_source", OLD."direction", OLD."due_on", OLD."due_words", OLD."id", OLD."informs", OLD."name", OLD."on_scorecard", OLD."outcome_id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."retired_reason", OLD."revision", OLD."target", OLD."target_at", OLD."target_by_id", OLD."target_source", OLD."unit"); RETURN NULL;', hash='875dc8481b5c60fd7eb56934ec21adbf1ef2a2ac', operation='DELETE', pgid='pgtrigger_delete_delete_a0243', table='workplans_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outcome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workplans_outcomeevent" ("goal", "id", "lead_body_id", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "retired_reason", "revision") VALUES (NEW."goal", NEW."id", NEW."lead_body_id", NEW."name", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."retired_on", NEW."retired_reason", NEW."revision"); RETURN NULL;', hash='fcf958ae276bc62ccfd9eac0656133c66285fae2', operation='INSERT', pgid='pgtrigger_insert_insert_bb757', table='workplans_outcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outcome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workplans_outcomeevent" ("goal", "id", "lead_body_id", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "retired_reason", "revision") VALUES (NEW."goal", NEW."id", NEW."lead_body_id", NEW."name", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."retired_on", NEW."retired_reason", NEW."revision"); RETURN NULL;', hash='9ef8312f80559727f1b2885674fbe8901b9851d8', operation='UPDATE', pgid='pgtrigger_update_update_5621f', table='workplans_outcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outcome',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workplans_outcomeevent" ("goal", "id", "lead_body_id", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "retired_reason", "revision") VALUES (OLD."goal", OLD."id", OLD."lead_body_id", OLD."name", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."retired_on", OLD."retired_reason", OLD."revision"); RETURN NULL;', hash='b3a4352d44a5680d795004db401a2af1ef5fc21a', operation='DELETE', pgid='pgtrigger_delete_delete_ee434', table='workplans_outcome', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('retired_on', None), models.Q(('retired_reason', ''), _negated=True), _connector='OR'), name='indicator_retired_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('retired_on', None), models.Q(('retired_reason', ''), _negated=True), _connector='OR'), name='outcome_retired_with_reason'),
        ),
    ]
