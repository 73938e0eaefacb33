"""Procedures in other languages: origin of the words, staleness, rendering."""
