"""Tests of «Có phải lừa đảo?»."""
