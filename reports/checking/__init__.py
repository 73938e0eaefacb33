"""What a report lacks and what in it cannot be, before it is sent."""
