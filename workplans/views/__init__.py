"""The pages of the work plan, one module a subject."""
