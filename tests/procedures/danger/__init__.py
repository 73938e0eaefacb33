"""Tests of the search engine, on a shelf of a dozen procedures."""
