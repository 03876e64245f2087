"""Two made-up partnerships with a year behind them, for looking around and for the tests."""
