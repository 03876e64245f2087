"""The tables that a work plan is brought in from."""
