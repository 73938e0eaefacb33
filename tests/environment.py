"""Loaded by pytest before Django reads its settings: the environment that tests run in."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATA_DIR = tempfile.mkdtemp(prefix="police_portal_tests_")
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
Path(DATA_DIR, "static").mkdir()

os.environ["DEBUG"] = "true"
os.environ["CATALOGUE_REFRESH_SECONDS"] = "0"
os.environ["LOG_LEVEL"] = "WARNING"
# Else the first page that a test opens loads the offices, which it may change afterwards.
os.environ["POLICE_NAME"] = "Công an tỉnh Thử Nghiệm"
os.environ["DATA_DIR"] = DATA_DIR
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
