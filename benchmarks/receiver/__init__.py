"""The project with two endpoints more, which receive files and do nothing else with them."""
