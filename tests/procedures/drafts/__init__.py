"""Tests of procedures/drafts."""
