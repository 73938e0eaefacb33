"""One engine for the counts of all processes, where CACHE_URL is set."""
