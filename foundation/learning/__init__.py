"""Small linear models of what people write: what they see of a text, and how they are learned."""
