"""What is counted by day: searches, and pages read."""
