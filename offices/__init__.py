"""Police offices, their officers and opening hours, the fields they serve, and the working calendar."""
