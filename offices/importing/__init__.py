"""Importing offices and fields from files: the whole file is checked first, then compared, then written at once."""
