"""When the clock (Celery beat) asks for each task; a task does nothing where nothing is due."""

from datetime import timedelta

from celery.schedules import crontab

SCHEDULE = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": timedelta(seconds=30)},
    "files-sweep": {"task": "files.sweep", "schedule": timedelta(seconds=60)},
    "digests": {"task": "digests.send", "schedule": crontab()},
    "reminders": {"task": "reminders.send", "schedule": crontab()},
    "questions": {"task": "questions.send", "schedule": crontab()},
    "pauses": {"task": "pauses.ask", "schedule": crontab()},
    "codes": {"task": "accounts.forget_codes", "schedule": timedelta(minutes=5)},
    "conveners": {"task": "conveners.keep", "schedule": crontab(minute="*/5")},
    "quarters": {"task": "quarters.ask", "schedule": crontab(minute="*/5")},
    "partner-invitations": {
        "task": "partner_invitations.remind",
        "schedule": crontab(minute="*/5"),
    },
    "acceptances": {"task": "acceptances.remind", "schedule": crontab(minute="*/10")},
    "comments": {"task": "comments.ask", "schedule": crontab(minute="*/5")},
    "canvases": {"task": "canvases.ask", "schedule": crontab(minute="*/5")},
    "bin": {"task": "bin.forget", "schedule": crontab(hour="3", minute="20")},
    "notes": {"task": "notes.forget", "schedule": crontab(hour="3", minute="40")},
    "uploads": {"task": "uploads.forget", "schedule": crontab(hour="4", minute="20")},
    "minutes-clock": {"task": "minutes.watch", "schedule": crontab(minute="*/15")},
}
