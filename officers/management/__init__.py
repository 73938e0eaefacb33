"""Command line of the officers' accounts."""
