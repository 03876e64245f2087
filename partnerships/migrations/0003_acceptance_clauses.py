from django.db import migrations, models

GROUPS = [("who", "Who"), ("why", "Why"), ("what", "What"), ("how", "How"), ("sign", "Acceptance")]


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_imports")]

    operations = [
        migrations.AlterField(
            model_name=name, name="group", field=models.CharField(choices=GROUPS, max_length=4)
        )
        for name in ("clause", "clauseevent")
    ]
