"""Work lists: tabs, chips, own views, the way from row to row."""
