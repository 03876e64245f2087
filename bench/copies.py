"""Copies of the demo's rows, made by INSERT … SELECT: each differs from its template in what SQL works out for it."""


class Copies:
    """Copies rows within one transaction, in which neither triggers nor foreign keys are asked.

    `partnership`, `partner` and `person` are the first ids of what was made so far.
    """

    def __init__(self, cursor, growth):
        self.cursor, self.growth = cursor, growth
        cursor.execute("SELECT min(id) FROM partnerships_partnership WHERE slug = 'highland-coffee'")
        self.demo = cursor.fetchone()[0]
        self.of_demo = f"partnership_id = {self.demo}"

    def copy(self, table, template, count, **columns):
        """Copy the first row of `table` that fits `template` `count` times; returns the first new id.

        columns: SQL expressions in `g`, which counts from 0, and `s`, the row that is copied.
        """
        self.cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
        first = self.cursor.fetchone()[0]
        self.insert(table, template, count, **({"id": f"{first} + g"} | columns))
        self.cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {first + count})")
        return first

    def insert(self, table, template, count, **columns):
        """The same for a table whose ids are no numbers: they are among the columns."""
        names = self._columns(table)
        expressions = ", ".join(columns.get(name, f's."{name}"') for name in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        self.cursor.execute(
            f"INSERT INTO {table} ({quoted}) SELECT {expressions} FROM generate_series(0, {count - 1}) g, "
            f"(SELECT * FROM {table} WHERE {template} ORDER BY id LIMIT 1) s"
        )
        if self.cursor.rowcount != count:
            raise RuntimeError(f"The demo has no row of {table} where {template}.")

    def _columns(self, table):
        self.cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in self.cursor.fetchall()]

    def its_partnership(self, each):
        """The partnership of the g-th row, when each has so many."""
        return f"{self.partnership} + g / {each}"

    def a_partner(self, each):
        """One of that partnership's partners, all in turn."""
        size = self.growth
        return f"{self.partner} + (g / {each}) * {size.partners} + g % {size.partners}"

    def its_lead(self, each):
        """Whoever leads that partner."""
        size = self.growth
        return f"{self.person} + ((g / {each}) * {size.partners} + g % {size.partners}) * {size.people}"
