"""Somebody, or a partner, is only informed until a day: asks, reminders and questions that wait rest until then."""
