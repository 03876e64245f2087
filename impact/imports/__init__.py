"""The table that figures are brought in from."""
