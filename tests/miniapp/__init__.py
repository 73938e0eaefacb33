"""Tests of what makes the Mini App ready for Zalo; miniapp/tests and tests/browser try the app."""
