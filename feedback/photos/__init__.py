"""Citizens' photos: re-encoded on arrival, kept privately, shown through short-lived addresses."""
