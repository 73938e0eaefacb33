"""The officers' admin in a real browser, against the real server in production mode."""
