"""What citizens agree to, what they are told of their data, and what they take along."""
