"""How a table is laid out: what stands between its rows, what its columns of marks say, rows that have slid."""
