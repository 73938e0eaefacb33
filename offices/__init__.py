"""Police offices, the fields they serve, opening hours, places, and the working calendar."""
