"""The only writers of announcements and challenges."""
