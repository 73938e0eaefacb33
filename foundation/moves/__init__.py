"""How rows move through a workflow: one table for each, and one engine that makes the moves."""
