"""What happened, told outwards: an append-only feed that machines read from any point."""
