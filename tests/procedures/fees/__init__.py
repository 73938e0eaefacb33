"""Fees by date."""
