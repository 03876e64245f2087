"""An address that was called somebody else's waits for a coordinator, but for those behind whose later link was answered."""

from django.conf import settings
from django.db import migrations, models


ANSWERED_SINCE = """
UPDATE correspondence_accesslink AS link SET denied_at = NULL
WHERE denied_at IS NOT NULL AND EXISTS (
    SELECT FROM correspondence_accesslink AS later
    WHERE later.person_id = link.person_id AND later.created_at > link.denied_at AND later.last_used_at IS NOT NULL
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('correspondence', '0010_denied_links'),
        ('partnerships', '0029_wider_lead'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(ANSWERED_SINCE, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='accesslink',
            index=models.Index(condition=models.Q(('denied_at__isnull', False)), fields=['person'], name='access_link_denied'),
        ),
    ]
