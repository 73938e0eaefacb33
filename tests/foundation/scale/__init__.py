"""Tests of foundation/scale."""
