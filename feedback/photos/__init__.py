"""Photos that citizens send.

Re-encoded on the way in, kept privately, shown through short-lived addresses.
"""
