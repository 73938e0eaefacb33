"""Forms by date."""
