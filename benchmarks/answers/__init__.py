"""Questions for the answer card, and how often it is right."""
