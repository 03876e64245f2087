"""Which rows of a plan are told in a history, and in an export of a person's data."""
