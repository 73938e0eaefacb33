"""What every endpoint shares: problems, pages, throttles, the schema, conditional answers."""
