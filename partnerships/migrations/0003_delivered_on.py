import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0002_sort_name'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='contribution',
            name='delivered_on',
            field=models.DateField(blank=True, help_text='A report counts it in the period of this day; without a day or a period it is named and not counted.', null=True, verbose_name='delivered on'),
        ),
        migrations.AddField(
            model_name='contributionevent',
            name='delivered_on',
            field=models.DateField(blank=True, help_text='A report counts it in the period of this day; without a day or a period it is named and not counted.', null=True, verbose_name='delivered on'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_contributionevent" ("currency", "delivered_on", "description", "id", "kind", "partner_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "recorded_at", "recorded_by_id", "revision", "source", "state", "unit", "value") VALUES (NEW."currency", NEW."delivered_on", NEW."description", NEW."id", NEW."kind", NEW."partner_id", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."state", NEW."unit", NEW."value"); RETURN NULL;', hash='553c57c714d628d1303697f95fc9422f470fc51d', operation='INSERT', pgid='pgtrigger_insert_insert_c22a2', table='partnerships_contribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_contributionevent" ("currency", "delivered_on", "description", "id", "kind", "partner_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "recorded_at", "recorded_by_id", "revision", "source", "state", "unit", "value") VALUES (NEW."currency", NEW."delivered_on", NEW."description", NEW."id", NEW."kind", NEW."partner_id", NEW."partnership_id", NEW."period_end", NEW."period_start", NEW."period_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."recorded_at", NEW."recorded_by_id", NEW."revision", NEW."source", NEW."state", NEW."unit", NEW."value"); RETURN NULL;', hash='e85bdde1e6fdf56f61bcc9307062aab9b45c583e', operation='UPDATE', pgid='pgtrigger_update_update_26607', table='partnerships_contribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_contributionevent" ("currency", "delivered_on", "description", "id", "kind", "partner_id", "partnership_id", "period_end", "period_start", "period_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "recorded_at", "recorded_by_id", "revision", "source", "state", "unit", "value") VALUES (OLD."currency", OLD."delivered_on", OLD."description", OLD."id", OLD."kind", OLD."partner_id", OLD."partnership_id", OLD."period_end", OLD."period_start", OLD."period_words", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quantity", OLD."recorded_at", OLD."recorded_by_id", OLD."revision", OLD."source", OLD."state", OLD."unit", OLD."value"); RETURN NULL;', hash='c7e342d3df14e64c7ef44460fca5deabf53c090a', operation='DELETE', pgid='pgtrigger_delete_delete_b032c', table='partnerships_contribution', when='AFTER')),
        ),
    ]
