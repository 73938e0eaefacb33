"""Commands of the announcements app."""
