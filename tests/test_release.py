"""A version is written by one command in every place where it stands."""

import json

import pytest

from tests import release


@pytest.fixture
def root(tmp_path):
    (tmp_path / "miniapp" / "client").mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.10.0 – unreleased\n\n- x\n")
    (tmp_path / "miniapp" / "client" / "package.json").write_text('{"name": "c", "version": "0"}')
    return tmp_path


def test_the_version_is_written_everywhere(root):
    release.write_version(root, "1.0.0", "2026-12-01")
    assert (root / "VERSION").read_text() == "1.0.0\n"
    assert "## 1.0.0 – 2026-12-01\n\n- x" in (root / "CHANGELOG.md").read_text()
    package = json.loads((root / "miniapp" / "client" / "package.json").read_text())
    assert package == {"name": "c", "version": "1.0.0"}


@pytest.mark.parametrize("version", ["1.0", "v1.0.0"])
def test_what_is_no_version_is_refused_before_anything_is_written(root, version):
    with pytest.raises(SystemExit):
        release.write_version(root, version, "2026-12-01")
    assert "unreleased" in (root / "CHANGELOG.md").read_text()


def test_what_was_released_stays():
    with pytest.raises(SystemExit, match=r"0\.9\.0 was released"):
        release.main(["0.9.0"])
