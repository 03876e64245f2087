from django.db import migrations

from backbone.database.search import WORDS_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("database", "0003_history_by_person")]

    # What is in the indexes stays: of texts that could be saved until now at most later words are looked for in vain.
    operations = [migrations.RunSQL(WORDS_FUNCTION, migrations.RunSQL.noop)]
