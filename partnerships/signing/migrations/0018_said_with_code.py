from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signing', '0017_acceptance_refused'),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptancecode',
            name='said',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
