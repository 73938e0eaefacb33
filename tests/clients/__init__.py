"""Clients that public generators make of docs/openapi.yaml, and the journeys that they go."""
