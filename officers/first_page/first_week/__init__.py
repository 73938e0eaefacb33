"""What a province does before citizens come: a list whose items check themselves."""
