"""Announcements on Official Accounts: an outbox of articles, and broadcasts that two ask for."""
