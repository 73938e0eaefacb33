"""How dates and times are written and read, where Django does not know it."""
