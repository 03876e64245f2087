import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SenderSettings',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=150)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('held', models.BooleanField(default=True)),
                ('tested_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trouble', models.TextField(blank=True)),
                ('trouble_since', models.DateTimeField(blank=True, null=True)),
                ('retry_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='sender_is_one_row'), models.CheckConstraint(condition=models.Q(('held', True), ('released_at__isnull', False), _connector='OR'), name='sender_released_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ('to_name', models.CharField(blank=True, max_length=200)),
                ('to_address', models.CharField(max_length=254)),
                ('from_name', models.CharField(blank=True, max_length=200)),
                ('reply_to', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(default='en', max_length=10)),
                ('subject', models.CharField(max_length=250)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('in_reply_to', models.CharField(blank=True, max_length=200)),
                ('urgent', models.BooleanField(default=False)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('given_up', 'Not delivered'), ('cancelled', 'Cancelled')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_by', models.CharField(blank=True, max_length=80)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['-urgent', 'not_before', 'id'], name='message_due'), models.Index(condition=models.Q(('state', 'claimed')), fields=['claimed_at'], name='message_claimed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'claimed', 'sent', 'given_up', 'cancelled'])), name='message_state'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_at__isnull', False), ('state', 'claimed'), models.Q(('claimed_by', ''), _negated=True)), models.Q(models.Q(('state', 'claimed'), _negated=True), ('claimed_at__isnull', True), ('claimed_by', '')), _connector='OR'), name='message_claim_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'given_up'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='message_given_up_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('subject__regex', '[\r\n]'), _negated=True), models.Q(('from_name__regex', '[\r\n]'), _negated=True), models.Q(('to_name__regex', '[\r\n]'), _negated=True)), name='message_headers_are_one_line'), models.CheckConstraint(condition=models.Q(('to_address', ''), _negated=True), name='message_has_address')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attached', to='outbox.message')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attached', to='files.storedfile')),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('message', 'file'), name='attachment_once_per_message')],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='attachments',
            field=models.ManyToManyField(related_name='messages', through='outbox.Attachment', to='files.storedfile'),
        ),
    ]
