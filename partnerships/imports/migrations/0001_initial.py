import django.db.models.deletion
import django.utils.timezone
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
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_runs', to='partnerships.partnership')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('read', 'Columns to check'), ('checked', 'To confirm'), ('done', 'Imported'), ('failed', 'Not imported')], default='read', max_length=8)),
                ('sheets', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('error', models.TextField(blank=True)),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('done_at', models.DateTimeField(null=True)),
                ('files', models.ManyToManyField(related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['read', 'checked', 'done', 'failed'])), name='import_state')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.importrun')),
                ('sheet', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=30)),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField()),
                ('values', models.JSONField(default=dict)),
                ('makes', models.JSONField(default=list)),
                ('fate', models.CharField(choices=[('create', 'New'), ('match', 'Already here'), ('refuse', 'Refused')], max_length=8)),
                ('problems', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['sheet', 'number', 'pk'],
                'indexes': [models.Index(fields=['run', 'sheet', 'fate', 'number'], name='import_row_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('fate__in', ['create', 'match', 'refuse'])), name='import_row_fate')],
            },
        ),
    ]
