"""What people answered about a milestone, the wording they answered for, and asking them again."""
