"""Import offices and fields from files: check the whole file, compare it, write at once."""
