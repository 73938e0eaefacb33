"""Evidence: who uploaded it, and how it comes to a report."""
