"""Files from people: recognised, pictures re-encoded, originals sealed."""
