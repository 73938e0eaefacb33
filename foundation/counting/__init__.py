"""Counts and bounds that hold for this process or, where CACHE_URL is set, for all together."""
