"""Announcements: news, warnings, notices that the police publish, and what is not true."""
