"""Common parts of endpoints: problems, pages, throttles, the schema, conditional answers."""
