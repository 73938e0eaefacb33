"""What runs on the machines: one module for each engine, with its configuration and command."""
