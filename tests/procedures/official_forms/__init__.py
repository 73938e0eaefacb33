"""Fees that know the date."""
