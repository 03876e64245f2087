"""What is kept of a person: taken along, and erased."""
