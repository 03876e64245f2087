"""What an hour is worth and the discount rate belong to the partnership now (0003), no more to a report."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("impact", "0003_decisions_and_days")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='report',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_discount_rate',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_hour_value',
        ),
        migrations.RemoveField(
            model_name='report',
            name='discount_rate',
        ),
        migrations.RemoveField(
            model_name='report',
            name='hour_value',
        ),
        migrations.RemoveField(
            model_name='reportevent',
            name='discount_rate',
        ),
        migrations.RemoveField(
            model_name='reportevent',
            name='hour_value',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."document_id", NEW."end", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start", NEW."story_id"); RETURN NULL;', hash='fdb253d91fb2aa143b42bb3da1f46fde3f69fe17', operation='INSERT', pgid='pgtrigger_insert_insert_cafe5', table='impact_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."document_id", NEW."end", NEW."id", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start", NEW."story_id"); RETURN NULL;', hash='3b5f940a9a41f3d112a12f4d012551c622dfc6be', operation='UPDATE', pgid='pgtrigger_update_update_05c1d', table='impact_report', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "impact_reportevent" ("asked_at", "asked_by_id", "document_id", "end", "id", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "story_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."document_id", OLD."end", OLD."id", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."start", OLD."story_id"); RETURN NULL;', hash='23c7ef039f408daf5609e075e8e973779122eb33', operation='DELETE', pgid='pgtrigger_delete_delete_a25b4', table='impact_report', when='AFTER')),
        ),
    ]
