"""The engine of moves, with a workflow that is nobody's."""
