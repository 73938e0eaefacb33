"""The project: settings, addresses, health, logs, checks, and what every app shares."""
