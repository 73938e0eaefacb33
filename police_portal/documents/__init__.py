"""Documents that are generated from code, and the pages that show the API."""
