"""The page of an import's rows: what it shows, what was typed into it, and how that is kept."""
