"""Tests of foundation/scale/cache."""
