from django.db import migrations

from backbone.database.search import QUERY_FUNCTION, WORDS_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("database", "0001_initial")]

    operations = [
        migrations.RunSQL(WORDS_FUNCTION, "DROP FUNCTION search_words(text)"),
        migrations.RunSQL(QUERY_FUNCTION, "DROP FUNCTION search_query(text)"),
    ]
