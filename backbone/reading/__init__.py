"""Reading what people write: dates, numbers, names. What was not understood stays in words and is said."""
