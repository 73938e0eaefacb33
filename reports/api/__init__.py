"""The endpoints of senders, with a session or a code."""
