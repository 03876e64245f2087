"""Tables that come in: files are read, columns guessed, rows checked, shown, and made in one transaction.

reading → columns → checking (each kind's own check, slips) → confirming; refused rows go out again.
"""
