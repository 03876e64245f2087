from django.db import migrations


# No partnership is part of one that is below it. The lock (partnerships.forms.partnership) makes one of
# two who tie a circle at the same time wait and see what the other did.
NO_CIRCLE = """
CREATE FUNCTION partnerships_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7302);
    IF EXISTS (
        WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM partnerships_partnership WHERE id = NEW.parent_id
            UNION
            SELECT one.id, one.parent_id FROM partnerships_partnership one JOIN above ON one.id = above.parent_id
        )
        SELECT 1 FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'partnership_not_below_itself' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'partnership_not_below_itself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER partnerships_no_circle BEFORE INSERT OR UPDATE OF parent_id ON partnerships_partnership
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL AND NEW.parent_id <> NEW.id) EXECUTE FUNCTION partnerships_no_circle();
"""
CIRCLES = """
DROP TRIGGER partnerships_no_circle ON partnerships_partnership;
DROP FUNCTION partnerships_no_circle();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0026_body_reports'),
    ]

    operations = [
        migrations.RunSQL(NO_CIRCLE, CIRCLES),
    ]
