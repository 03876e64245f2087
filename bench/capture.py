"""What `bench.same` runs in the tree under test: the demo at one moment, every page, mail and file into a folder.

Run with that tree's folder as the first place to import from. Of the product it knows
`tests.servers`, `manage.py demo`, the addresses and the names of a few models, wherever these live.
"""

import logging
import os
import re
import sys
from collections import Counter, deque
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from leads import Page
from saving import text_of, write

MOMENT = datetime(2026, 7, 10, 10, tzinfo=UTC)
ALL_BELOW, MOST_OF_A_KIND, MOST_POSTS = 2500, 20, 2
LONG = re.compile(r"[\w:=.-]{31,}")
HEADERS = ("Location", "Content-Disposition", "Content-Security-Policy", "Cache-Control", "Referrer-Policy")
PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAIL_FIELDS = ["subject", "to_name", "to_address", "from_name", "reply_to", "language"]
MAIL_FIELDS += ["urgent", "state", "headers", "in_reply_to"]


def main(folder):
    """Everything that the demo shows, below this folder."""
    from tests import servers

    _start(servers)
    try:
        _capture(Path(folder))
    finally:
        servers.stop()


def _start(servers):
    """PostgreSQL's clock stands still; Python's is stopped later, since waiting for servers needs a running one."""
    clock = {"FAKETIME": f"{MOMENT:%Y-%m-%d %H:%M:%S}", "LD_PRELOAD": os.environ["SAME_FAKETIME"]}
    os.environ.update(clock, FAKETIME_DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1", TZ="UTC")
    servers.start()
    for name in clock:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "backbone.settings"


def _capture(folder):
    import django
    import time_machine
    from django.test import override_settings

    django.setup()
    logging.disable(logging.ERROR)
    with time_machine.travel(MOMENT, tick=False), override_settings(STORAGES=PLAIN_STATIC):
        _load()
        fixed = _fixed_addresses()
        found = dict.fromkeys(fixed)
        for name, person in _people().items():
            for language in ("en", "nl"):
                starts = found if language == "en" else fixed
                found |= Crawl(folder / name / language, person, language).walk(starts)
        _run_clock()
        _save_mails(folder / "mails")
        _save_files(folder / "files")


def _load():
    """The demo with its files made."""
    from celery import current_app
    from django.core.management import call_command

    call_command("demo", "load", verbosity=0)
    current_app.loader.import_default_modules()
    for file in _model("StoredFile").objects.filter(state="pending").order_by("pk"):
        current_app.tasks[file.job](file.pk, **file.job_args)


def _run_clock():
    """What would run by itself at this moment: reminders, digests, the minutes' clock."""
    from celery import current_app
    from django.conf import settings

    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        current_app.tasks[entry["task"]]()


def _model(name):
    from django.apps import apps

    return next(model for model in apps.get_models() if model.__name__ == name)


def _people():
    """Who looks: {name: person}; None is whoever follows a mailed link without signing in."""
    from django.contrib.auth import get_user_model

    role = _model("Role").objects
    boss = get_user_model().objects.create(name="Ada Administrator", email="ada@example.org")
    role.create(person=boss, kind="administrator")
    coordinator, leader = (_busiest(role.filter(kind=kind)) for kind in ("coordinator", "leader"))
    seats = _model("Representative").objects.filter(person__email__isnull=False)
    mailed = seats.filter(person__in=_model("Message").objects.values("recipient"))
    everybody = {"administrator": boss, "coordinator": coordinator, "leader": leader}
    return {**everybody, "partner": _busiest(mailed.filter(person__roles=None)), "nobody": None}


def _busiest(rows):
    """Whose rows are the most."""
    people = sorted((row.person for row in rows.select_related("person")), key=lambda person: person.email)
    return Counter(people).most_common(1)[0][0]


def _fixed_addresses():
    """Every address that takes no parameter."""
    from django.urls import get_resolver

    patterns = [(entry, "/") for entry in get_resolver().url_patterns]
    for entry, prefix in patterns:
        patterns += [(below, prefix + str(entry.pattern)) for below in getattr(entry, "url_patterns", [])]
    whole = [prefix + str(entry.pattern) for entry, prefix in patterns if hasattr(entry, "callback")]
    return sorted({address.replace("^", "").replace("$", "") for address in whole if "<" not in address})


def _mailed_addresses():
    """Where the links of all mails lead; they are filled in by the one module that can, wherever it is."""
    makers = (module for module in list(sys.modules.values()) if hasattr(module, "uuid_of"))
    fill = next(module.fill for module in makers if hasattr(module, "fill"))
    for message in _mails_after(0):
        yield from Page(fill(message.html)).addresses


class Crawl:
    """One person's way through all pages in one language. Whatever a page writes is taken back."""

    def __init__(self, folder, person, language):
        from django.conf import settings

        self.folder, self.person, self.language = folder, person, language
        self.cookie, self.backend = settings.SESSION_COOKIE_NAME, settings.AUTHENTICATION_BACKENDS[0]
        self.queue, self.seen, self.kinds, self.secrets = deque(), {}, Counter(), {}

    def walk(self, starts):
        """Follow everything; returns the addresses that were asked for, in this order: some have random ids."""
        from django.db import transaction

        with transaction.atomic():
            self._sign_in()
            for address in ["/", *starts, *([] if self.person else _mailed_addresses())]:
                self._add(urljoin("/", address))
            while self.queue:
                self._visit(*self.queue.popleft())
            transaction.set_rollback(True)
        got = (address for method, address, _ in self.seen if method == "get" and "/l/" not in address)
        return dict.fromkeys(got)

    def _sign_in(self):
        from django.test import Client

        client = Client()
        if self.person:
            type(self.person).objects.filter(pk=self.person.pk).update(language=self.language)
            client.force_login(self.person, self.backend)
        self.session = client.cookies[self.cookie].value if self.person else ""

    def _add(self, address, method="get", fields=()):
        parts = urlsplit(address)
        if (
            parts.netloc not in ("", "testserver")
            or parts.path.startswith("/static/")
            or parts.scheme == "mailto"
        ):
            return
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        names = tuple(sorted(name for name, _ in fields))
        kind = (method, re.sub(r"\d+", "#", LONG.sub("…", parts.path)), names, fields[-1:])
        key = (method, address, fields)
        many = len(self.seen) >= ALL_BELOW or parts.query
        most = MOST_POSTS if method == "post" else MOST_OF_A_KIND if many else ALL_BELOW
        if key not in self.seen and self.kinds[kind] < most:
            self.kinds[kind] += 1
            self.seen[key] = True
            self.queue.append((method, address, fields))

    def _visit(self, method, address, fields):
        answer, mails = self._ask(method, address, fields)
        body = text_of(answer.getvalue(), answer.get("Content-Type", ""))
        self._save(method, address, fields, answer, body + mails)
        if method == "post":
            return
        self._add(urljoin(address, answer.get("Location", "")))
        if "html" in answer.get("Content-Type", ""):
            self._follow(Page(body), address)

    def _follow(self, page, address):
        for found in page.addresses:
            self._add(urljoin(address, found))
        for found in page.fragments:
            self._add(urljoin(address, found), "fragment")
        for form in page.forms:
            for action, fields in form.sendings():
                to = urljoin(address, action or address)
                if form.method == "get":
                    self._add(f"{to.partition('?')[0]}?{urlencode(fields)}")
                elif form.method == "post":
                    self._add(to, "post", tuple(pair for pair in fields if pair[0] != "csrfmiddlewaretoken"))

    def _ask(self, method, address, fields):
        """The answer, and the mails that it caused; then it has not happened."""
        from django.core.cache import cache
        from django.db import transaction
        from django.test import Client

        client = Client(raise_request_exception=False)
        client.cookies[self.cookie] = self.session
        about = {
            "headers": {
                "Accept-Language": self.language,
                **({"HX-Request": "true"} if method == "fragment" else {}),
            }
        }
        with transaction.atomic():
            last = _newest_mail()
            if method == "post":
                answer = client.post(address, urlencode(fields), "application/x-www-form-urlencoded", **about)
            else:
                answer = client.get(address, **about)
            mails = "".join(f"\n<hr>{mail.to_address}\n{mail.html}" for mail in _mails_after(last))
            transaction.set_rollback(True)
        cache.clear()
        return answer, mails

    def _save(self, method, address, fields, answer, body):
        names = "+".join([*(name for name, _ in fields), *(value for _, value in fields[-1:])])
        sent = f" {method} {names}" if method != "get" else ""
        head = [f"{answer.status_code} {answer.get('Content-Type', '')}"]
        head += [f"{name}: {answer[name]}" for name in HEADERS if name in answer]
        write(self.folder, self._named(address) + sent, "\n".join(head), body)

    def _named(self, address):
        """The address with its secret part numbered."""
        parts = [self._numbered(part) if LONG.fullmatch(part) else part for part in address.split("/")]
        return "/".join(parts).strip("/") or "index"

    def _numbered(self, part):
        return f"secret-{self.secrets.setdefault(part, len(self.secrets) + 1)}"


def _newest_mail():
    return _model("Message").objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _mails_after(pk):
    return _model("Message").objects.filter(pk__gt=pk).order_by("pk")


def _save_mails(folder):
    for mail in _mails_after(0):
        head = ["200 text/html"]
        head += [f"{name}: {getattr(mail, name, '')}" for name in MAIL_FIELDS]
        head += [f"attached: {file.name}" for file in mail.attachments.order_by("attached__position")]
        write(folder, f"{mail.language}/{mail.to_address}/{mail.subject}", "\n".join(head), mail.html)
        write(folder, f"{mail.language}/{mail.to_address}/{mail.subject} text", "200 text/plain", mail.text)


def _save_files(folder):
    for file in _model("StoredFile").objects.order_by("pk"):
        body = text_of(file.data, file.media_type) if file.state == "ready" else file.error
        write(folder, file.name, f"{file.state} {file.media_type}", body)


if __name__ == "__main__":
    main(sys.argv[1])
