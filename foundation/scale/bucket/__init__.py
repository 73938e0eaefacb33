"""A bucket in place of the folder of this machine, where STORAGE_URL is set."""
