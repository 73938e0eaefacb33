"""What importers share: reading files strictly, columns and cells, three-way comparison."""
