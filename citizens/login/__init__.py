"""Logging in with Zalo, and our own session after that."""
