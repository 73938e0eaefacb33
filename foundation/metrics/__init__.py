"""What is measured in operation: by web processes as they work, and by states that rooms tell."""
