from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('agreement', 'Partnering agreement'), ('plan', 'Joint work plan'), ('minutes', 'Minutes'), ('story', 'ROI story'), ('report', 'Report')], max_length=10),
        ),
    ]
