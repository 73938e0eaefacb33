"""The cluster's plan, and what its table says of answers."""
