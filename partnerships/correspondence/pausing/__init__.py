"""The mail on the last day of a pause, and the answer from its link."""
