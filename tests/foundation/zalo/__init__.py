"""Tests of the Zalo client against the simulator."""
