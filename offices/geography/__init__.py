"""Places, provinces and distances."""
