"""Published answers to frequent questions."""
