"""Measurements: `make bench`. README.md beside this file says what each row means."""
