"""The bill of materials names what is in a package, with licences."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from installation.materials import materials

LOCK = Path(settings.BASE_DIR, "miniapp", "package-lock.json")


@pytest.fixture
def release(tmp_path):
    """Return a release with one package."""
    folder = tmp_path / ".venv" / "lib" / "python3.13" / "site-packages"
    told = folder / "some_thing-1.2.dist-info" / "METADATA"
    told.parent.mkdir(parents=True)
    told.write_text(
        "Metadata-Version: 2.1\nName: Some.Thing\nVersion: 1.2\n"
        "Classifier: License :: OSI Approved :: MIT License\n"
    )
    return tmp_path


def test_python_packages_are_named_with_their_licence(release):
    bill = materials("1.0", release, LOCK)
    (found,) = (one for one in bill["components"] if one["purl"].startswith("pkg:pypi"))
    assert (found["purl"], found["version"]) == ("pkg:pypi/some-thing@1.2", "1.2")
    assert found["licenses"] == [{"license": {"name": "MIT License"}}]


def test_packages_that_only_build_the_mini_app_are_left_out(release):
    lock = json.loads(LOCK.read_text())["packages"]
    bill = materials("1.0", release, LOCK)
    names = {one["name"] for one in bill["components"]}
    assert "preact" in names or "zmp-sdk" in names
    used = {path.rpartition("node_modules/")[2] for path, one in lock.items() if not one.get("dev")}
    assert names - used == {"some-thing"}


def test_each_part_is_named_once_by_its_reference(release):
    parts = materials("1.0", release, LOCK)["components"]
    references = [one["bom-ref"] for one in parts]
    assert len(references) == len(set(references))
