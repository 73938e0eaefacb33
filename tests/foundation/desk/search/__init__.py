"""One search over all that an officer may open."""
