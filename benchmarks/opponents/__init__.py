"""What the project is measured against: the same work without its ideas, or with one less."""
