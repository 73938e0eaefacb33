"""The Official Accounts of the offices: connecting them, their tokens, templates and calls."""
