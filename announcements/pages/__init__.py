"""Announcements for browsers: a list, a page for each, and whether a message is really ours."""
