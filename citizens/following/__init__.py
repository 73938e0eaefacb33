"""Who follows which Official Account."""
