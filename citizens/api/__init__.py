"""The endpoints of sessions and of a citizen's own data, and what all of them share."""
