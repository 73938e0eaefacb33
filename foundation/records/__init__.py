"""Rows and values: append-only, counters, trigrams, encryption, retention, fields, text."""
