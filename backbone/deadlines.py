"""How long work in the queue may take, in seconds. Each limit is made of those above it, so that none cuts another short.

A mail server that has had a whole mail may take minutes to answer (RFC 5321, 4.5.3.2.6, asks for patience); a
time-out there cannot be told from a mail that was taken. So no other limit may end that wait.
"""

# Connecting, and each command before the text of a mail.
CONNECT = 15
# Greeting, EHLO, STARTTLS, EHLO again, two steps of AUTH, MAIL, RCPT, DATA.
COMMANDS = 9
# The text of a mail with its attachments, over a slow line.
MAIL_TEXT = 60
# From the final dot on: when the row says that the answer is late, and when we stop waiting for it.
ANSWER_IS_LATE, ANSWER = 5, 155
ONE_MAIL = CONNECT * COMMANDS + MAIL_TEXT + ANSWER

# A drain begins no batch after this long, so that PDFs and sign-in codes get their turn.
DRAIN = 2
# Nothing is sent on an older claim: behind a slow server each mail is claimed anew, urgent ones first.
CLAIM_IS_SAFE = 15

# A worker renews its lease every few seconds. One that could not, begins nothing more after a while; later it counts as
# dead, and what it claimed is free.
LEASE_RENEWED, LEASE_IS_SAFE, LEASE_LASTS = 4, 12, 20

# Celery's: the soft limit raises in the task, the hard one kills its process.
TASK_SOFT = DRAIN + CLAIM_IS_SAFE + ONE_MAIL + 3
TASK_HARD = TASK_SOFT + 20
# What is claimed for longer is nobody's any more: no honest worker lives that long with one task.
CLAIM_LASTS = TASK_HARD + 20
# After this long the broker gives a task that nobody finished to another worker.
VISIBILITY = CLAIM_LASTS + 40

# Issuing minutes can be undone for so long; until then their mails wait, and only coordinators see what was issued.
UNDO_ISSUE = 60
