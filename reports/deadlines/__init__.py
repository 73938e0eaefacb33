"""When an office has to act, and the alarm when nobody reads."""
