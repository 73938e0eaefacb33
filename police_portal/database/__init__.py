"""The databases of this installation, and what is checked of them."""
