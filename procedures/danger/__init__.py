"""Hears people in danger in what they write: a search, a report, a question, a message."""
