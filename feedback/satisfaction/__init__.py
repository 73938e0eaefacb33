"""How satisfied citizens are: totals, published figures, and the protection of small groups."""
