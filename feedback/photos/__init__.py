"""Photos that citizens send: re-encoded on the way in, kept privately, shown through short-lived addresses."""
