"""The State's working calendar: days off, time limits, opening hours."""
