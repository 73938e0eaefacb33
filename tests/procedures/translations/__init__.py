"""Translations: matching, sentences, what a machine may not say, who writes and publishes."""
