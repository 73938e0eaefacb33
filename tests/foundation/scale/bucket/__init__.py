"""Tests of foundation/scale/bucket."""
