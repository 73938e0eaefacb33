"""Counts and limits of this process or, with CACHE_URL, of all processes together."""
