"""Loaded by pytest before Django reads its settings: the environment that tests run in."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

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


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Load the service where tests run, not where they are handed out to workers.

    Loading it takes two seconds, for which the workers would wait.
    """
    hands_out = getattr(early_config.known_args_namespace, "numprocesses", None)
    if hands_out and "PYTEST_XDIST_WORKER" not in os.environ:
        early_config.known_args_namespace.noconftest = True
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "police_portal.settings"
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """Run all tests with one worker more than there are cores: each waits for its PostgreSQL.

    SQLite answers within the worker, and for a few tests starting one more takes longer.
    """
    is_chosen = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    is_whole = not config.getoption("file_or_dir") and "postgres" in os.environ["DATABASE_URL"]
    return len(os.sched_getaffinity(0)) + 1 if is_whole and not is_chosen else None
