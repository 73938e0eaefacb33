"""Tests of the Zalo client."""
