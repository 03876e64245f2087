"""The plan as its page shows it: which milestones, in which order, a page of them at a time; and all in numbers."""
