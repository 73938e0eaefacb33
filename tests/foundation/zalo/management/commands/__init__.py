"""Tests of the commands of foundation.zalo."""
