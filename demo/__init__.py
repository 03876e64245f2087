"""Two made-up partnerships with a year behind them and the one above the second, for looking around and for the tests."""
