import backbone.database.fields
import backbone.database.history
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='partnerships.partnership')),
                ('kind', models.CharField(choices=[('agreement', 'Partnering agreement'), ('plan', 'Joint work plan'), ('minutes', 'Minutes'), ('story', 'ROI story'), ('report', 'ROI report')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=2)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='document_id_partnership')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.document')),
                ('number', models.PositiveIntegerField()),
                ('data', models.JSONField()),
                ('html', models.TextField()),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='what changed')),
                ('file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='version', to='files.storedfile')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('id', 'partnership'), name='version_id_partnership'), backbone.database.fields.SamePartnership(field='document', name='version_document_same_ps'), models.UniqueConstraint(fields=('document', 'number'), name='version_number_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."html" IS DISTINCT FROM (NEW."html") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bf8bae7081a82f56f760993988586b32c8bf2e56', operation='UPDATE', pgid='pgtrigger_frozen_e07d9', table='documents_version', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('name', models.CharField(max_length=40)),
                ('value', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'name'), name='counter_once')],
            },
        ),
        backbone.database.history.InstallTriggers(
        ),
    ]
