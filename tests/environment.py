"""Loaded by pytest before Django reads its settings: the environment that tests run in."""

import os

os.environ["DEBUG"] = "true"
os.environ["CATALOGUE_REFRESH_SECONDS"] = "0"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
