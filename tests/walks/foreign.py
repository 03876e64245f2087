"""Two partnerships in one installation, and what one of them shows when the other's ids are sent to it."""

from contextlib import contextmanager

import pgtrigger
from django import forms
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.http import QueryDict

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.pages import forms as own
from backbone.pages.number_field import NumberField
from backbone.time.days import today_here
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership, Representative, Role
from tests import factories
from tests.world import World

MARKER = "zqthere "
# A text this long holds words of people; shorter ones are kinds and codes.
WORDS = 100


def models_of_a_partnership():
    """Every model whose rows belong to one partnership."""
    return [m for m in apps.get_models() if "partnership" in {f.name for f in m._meta.concrete_fields}]


class There(World):
    """The demo's other partnership, with one row of each kind, every text marked."""

    def __init__(self, here):
        self.here, self.of = here, Partnership.objects.get(slug="lindekwartier")
        # The demo's staff look after both, and after the one above it.
        beside = [self.of, self.of.parent]
        Role.objects.filter(partnership__in=beside, person__roles__partnership=here.of).delete()
        mailed = Correspondence.objects.filter(partnership=self.of, cause="minutes")
        seats = Representative.objects.current().filter(partnership=self.of)
        self.people = {
            "partner": seats.filter(person__in=mailed.values("person")).first().person,
            "coordinator": factories.coordinator(self.of),
        }
        self.add_missing()
        self.only_there = self._only_there(here.of)
        self._mark()

    def link(self):
        """The link in hand is the one that was mailed to somebody here."""
        return self.here.link()

    def _only_there(self, here):
        rows = Representative.objects.filter(partnership=self.of), Role.objects.filter(partnership=self.of)
        there = {pk for found in rows for pk in found.values_list("person", flat=True)}
        rows = (
            Representative.objects.filter(partnership=here),
            Role.objects.exclude(partnership=self.of),
        )
        return there - {pk for found in rows for pk in found.values_list("person", flat=True)}

    @pgtrigger.ignore()
    def _mark(self):
        for model in models_of_a_partnership():
            write_into(model, model.objects.filter(partnership=self.of))
        write_into(Partnership, Partnership.objects.filter(pk=self.of.pk))
        write_into(Person, Person.objects.filter(pk__in=self.only_there))
        write_into(Message, Message.objects.filter(correspondence__partnership=self.of))

    def state(self):
        """A fingerprint of every row of this partnership, and of its people and mails."""
        tables = [(m._meta.db_table, "partnership_id = %s") for m in models_of_a_partnership()]
        tables += [("partnerships_partnership", "id = %s")]
        people = "id = ANY(%s)"
        parts = [_fingerprint(table, where) for table, where in tables]
        parts += [
            _fingerprint(Person._meta.db_table, people),
            _fingerprint(Message._meta.db_table, "recipient_id = ANY(%s)"),
        ]
        only = list(self.only_there)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [self.of.pk] * len(tables) + [only, only])
            return dict(cursor.fetchall())


def write_into(model, rows, words=MARKER, put=None):
    """Put words before every text that people wrote in these rows, or where `put` puts them."""
    texts = [field for field in model._meta.concrete_fields if _holds_words(field)]
    if texts:
        rows.update(**{field.attname: (put or _before)(words, field) for field in texts})


def _holds_words(field):
    if field.name == "password":
        return False
    kinds = isinstance(field, models.CharField | models.TextField)
    kinds = kinds and not isinstance(field, models.EmailField | models.URLField | models.GeneratedField)
    return kinds and not field.choices and not field.unique and (field.max_length or WORDS) >= WORDS


def behind(words, field):
    """Words behind a text, as much of them as it has room for."""
    text = Concat(F(field.attname), Value(words))
    return Left(text, field.max_length) if field.max_length else text


def _before(words, field):
    text = F(field.attname)
    return Concat(Value(words), Left(text, field.max_length - len(words)) if field.max_length else text)


def _fingerprint(table, where):
    return f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t WHERE {where}"


@contextmanager
def watched():
    """The forms that are bound while this lasts, and the names that views read from what was sent."""
    bound, names = [], set()
    init = own.CleanInput.__init__
    readers = {name: getattr(QueryDict, name) for name in ("get", "getlist", "__getitem__")}

    def note_form(self, *args, **kwargs):
        init(self, *args, **kwargs)
        if self.is_bound:
            bound.append(self)

    def noting(reader):
        def read(self, key, *args, **kwargs):
            names.add(key)
            return reader(self, key, *args, **kwargs)

        return read

    own.CleanInput.__init__ = note_form
    for name, reader in readers.items():
        setattr(QueryDict, name, noting(reader))
    try:
        yield bound, names
    finally:
        own.CleanInput.__init__ = init
        for name, reader in readers.items():
            setattr(QueryDict, name, reader)


@contextmanager
def taken_back():
    """What happens in here is checked by the database as at a commit, and then undone."""
    with transaction.atomic():
        yield
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def filled(bound):
    """What somebody sends who fills these forms well."""
    data = {}
    for form in bound:
        for name, field in form.fields.items():
            value = _value(form, name, field)
            if value not in (None, "", []):
                data[form.add_prefix(name)] = value
    return data


def _value(form, name, field):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return []
    if isinstance(field, forms.ModelChoiceField):
        known = form.get_initial_for_field(field, name)
        return getattr(known, "pk", known) or getattr(field.queryset.first(), "pk", None)
    if isinstance(field, forms.TypedMultipleChoiceField):
        return [str(value) for value, _label in field.choices]
    if isinstance(field, forms.ChoiceField):
        known = form.get_initial_for_field(field, name)
        values = [
            str(value) for value, _label in field.choices if value and not isinstance(_label, list | tuple)
        ]
        return str(known) if str(known) in values else next(iter(values), None)
    return _plain(form, name, field)


def _plain(form, name, field):
    if name == "revision":
        # What the form was bound to was saved, and that was taken back.
        rows = type(form.instance).objects.filter(pk=form.instance.pk)
        return str(rows.values_list("revision", flat=True).first() or 0)
    if name == "instead_of":
        return str(form.get_initial_for_field(field, name) or "")
    if name == "currency":
        return "EUR"
    if isinstance(field, forms.EmailField):
        return "somebody.new@example.org"
    if isinstance(field, forms.URLField):
        return "https://example.org/"
    if isinstance(field, forms.DateTimeField):
        return f"{today_here()}T10:00"
    if isinstance(field, forms.DateField):
        return str(today_here())
    if isinstance(field, NumberField):
        return field.prepare_value(form.get_initial_for_field(field, name) or max(field.min_value or 0, 1))
    if isinstance(field, forms.TimeField | forms.FileField | forms.BooleanField):
        return None
    return "Text"[: getattr(field, "max_length", None)]
