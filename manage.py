#!/usr/bin/env python
import os
import sys

from backbone.embedded.found import environment_for
from backbone.embedded.problems import CannotStart

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")
    try:
        os.environ.update(environment_for(sys.argv[1:]))
    except CannotStart as problem:
        sys.exit(str(problem))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
