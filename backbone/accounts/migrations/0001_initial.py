import backbone.accounts.models
import backbone.database.fields
import backbone.database.history
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='sign-in address')),
                ('contact_email', models.EmailField(blank=True, help_text='Mail goes here instead; it may be a shared mailbox.', max_length=254, verbose_name='contact address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('language', models.CharField(choices=[('en', 'English'), ('nl', 'Nederlands')], default='en', max_length=2, verbose_name='language')),
                ('timezone', models.CharField(default='Europe/Amsterdam', max_length=64, validators=[backbone.accounts.models.check_timezone], verbose_name='time zone')),
                ('mail_preference', models.CharField(choices=[('each', 'A mail for each event'), ('digest', 'One digest a day'), ('needed', 'Only what needs me')], default='each', max_length=8, verbose_name='mail')),
                ('next_digest_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.CharField(blank=True, help_text='Where we have these details from.', max_length=200, verbose_name='source')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='review on')),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=backbone.database.fields.SortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'ordering': ['sort_name', 'pk'],
                'indexes': [models.Index(fields=['next_digest_at'], name='person_next_digest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', None), ('email', django.db.models.functions.text.Lower('email')), _connector='OR'), name='person_email_lower'), models.CheckConstraint(condition=models.Q(('email', ''), _negated=True), name='person_email_not_empty')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_personevent" ("contact_email", "created_at", "email", "id", "is_active", "is_demo", "language", "mail_preference", "name", "next_digest_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "review_on", "revision", "source", "timezone") VALUES (NEW."contact_email", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."language", NEW."mail_preference", NEW."name", NEW."next_digest_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."review_on", NEW."revision", NEW."source", NEW."timezone"); RETURN NULL;', hash='8dba2d0d09d9ce6de155e602d385074c0e0eb132', operation='INSERT', pgid='pgtrigger_insert_insert_6b541', table='accounts_person', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mail_preference" IS DISTINCT FROM (NEW."mail_preference") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."next_digest_at" IS DISTINCT FROM (NEW."next_digest_at") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."sort_name" IS DISTINCT FROM (NEW."sort_name") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."timezone" IS DISTINCT FROM (NEW."timezone"))', func='INSERT INTO "accounts_personevent" ("contact_email", "created_at", "email", "id", "is_active", "is_demo", "language", "mail_preference", "name", "next_digest_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "review_on", "revision", "source", "timezone") VALUES (NEW."contact_email", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."language", NEW."mail_preference", NEW."name", NEW."next_digest_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."review_on", NEW."revision", NEW."source", NEW."timezone"); RETURN NULL;', hash='58f17db334a753a52430be644911a8eaa8368364', operation='UPDATE', pgid='pgtrigger_update_update_70819', table='accounts_person', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_personevent" ("contact_email", "created_at", "email", "id", "is_active", "is_demo", "language", "mail_preference", "name", "next_digest_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "review_on", "revision", "source", "timezone") VALUES (OLD."contact_email", OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."is_demo", OLD."language", OLD."mail_preference", OLD."name", OLD."next_digest_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."review_on", OLD."revision", OLD."source", OLD."timezone"); RETURN NULL;', hash='2cf17004a86ad0cdbd7ff50a73bafec561866921', operation='DELETE', pgid='pgtrigger_delete_delete_18acd', table='accounts_person', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='sign-in address')),
                ('contact_email', models.EmailField(blank=True, help_text='Mail goes here instead; it may be a shared mailbox.', max_length=254, verbose_name='contact address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('language', models.CharField(choices=[('en', 'English'), ('nl', 'Nederlands')], default='en', max_length=2, verbose_name='language')),
                ('timezone', models.CharField(default='Europe/Amsterdam', max_length=64, validators=[backbone.accounts.models.check_timezone], verbose_name='time zone')),
                ('mail_preference', models.CharField(choices=[('each', 'A mail for each event'), ('digest', 'One digest a day'), ('needed', 'Only what needs me')], default='each', max_length=8, verbose_name='mail')),
                ('next_digest_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.CharField(blank=True, help_text='Where we have these details from.', max_length=200, verbose_name='source')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='review on')),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=backbone.database.fields.SortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'abstract': False,
            },
        ),
        backbone.database.history.InstallTriggers(
        ),
    ]
