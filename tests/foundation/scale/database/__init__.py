"""Tests of foundation/scale/database."""
