"""A cluster on this machine: each machine of the plan a network namespace, its engines real."""
