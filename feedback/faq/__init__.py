"""Published answers to what people ask again and again."""
