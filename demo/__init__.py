"""Six believable weeks of trial data, made only where DEBUG is on. Nothing is about real people."""
