from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scoping', '0001_canvases'),
    ]

    operations = [
        migrations.AlterField(
            model_name='canvas',
            name='name',
            field=models.CharField(help_text='Such as: a year.', max_length=60, verbose_name='what this round is called'),
        ),
        migrations.AlterField(
            model_name='canvasevent',
            name='name',
            field=models.CharField(help_text='Such as: a year.', max_length=60, verbose_name='what this round is called'),
        ),
    ]
