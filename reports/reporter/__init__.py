"""The sender of a report: sealed apart; what they read, and may still do."""
