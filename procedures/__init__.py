"""The catalogue: model, import, search, snapshot, API."""
