"""What officers write: a small safe subset of Markdown, checked links, a scam's links disarmed."""
