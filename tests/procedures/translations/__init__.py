"""Translations: matching, sentences, limits for machines, who writes and publishes."""
