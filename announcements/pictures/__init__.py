"""Pictures of announcements: encoded anew in three sizes, with a text alternative."""
