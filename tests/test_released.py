"""Migrations that were released are neither changed nor removed."""

import json
import subprocess
import sys

from tests import released

PATH = "offices/migrations/0001_initial.py"


def test_every_released_version_has_its_migrations_as_they_were():
    assert released.faults(released.released(), released.migrations()) == []


def test_one_that_was_changed_or_removed_is_named_with_its_version():
    present = released.migrations()
    known = {"0.9.0": dict(present)}
    changed, removed = {**present, PATH: "0" * 64}, {k: v for k, v in present.items() if k != PATH}
    assert [
        fault.partition(".py ")[2].partition(". ")[0]
        for now in (changed, removed)
        for fault in released.faults(known, now)
    ] == ["was released with 0.9.0 and was changed", "was released with 0.9.0 and is gone"]


def test_new_ones_are_free():
    present = {**released.migrations(), "offices/migrations/0999_new.py": "0" * 64}
    assert released.faults(released.released(), present) == []


def test_make_check_fails_with_words(tmp_path):
    (tmp_path / "0.1.0.json").write_text(json.dumps({PATH: "0" * 64}))
    code = (
        "import pathlib, sys; from tests import released;"
        f"released.FOLDER = pathlib.Path({str(tmp_path)!r}); sys.exit(released.main([]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=released.ROOT
    )
    assert done.returncode == 1
    assert f"{PATH} was released with 0.1.0 and was changed." in done.stdout


def test_what_was_written_down_is_not_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    monkeypatch.setattr(released, "ROOT", tmp_path)
    assert released.write("0.1.0") == "Written: 0.1.0.json"
    assert "exists" in released.write("0.1.0")
