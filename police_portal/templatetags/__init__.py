"""What templates show of the whole project."""
