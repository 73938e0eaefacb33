"""Which offices fit, the nearest first, and which receive a procedure."""
