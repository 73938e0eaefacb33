"""Tests of the models of the feedback app."""
