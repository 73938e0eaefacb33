"""What citizens and the Mini App ask of announcements, and what they get."""
