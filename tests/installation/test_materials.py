"""The bill of materials names what is in a package, with licences."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from installation.materials import materials

SCHEMAS = Path(__file__).with_name("cyclonedx")
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


def schema(name):
    with gzip.open(SCHEMAS / f"{name}.SNAPSHOT.schema.json.gz") as file:
        return json.load(file)


@pytest.fixture(scope="module")
def standard():
    """Return what validates a bill by CycloneDX's own schema."""
    others = [Resource.from_contents(schema(name)) for name in ("spdx", "jsf-0.82")]
    known = Registry().with_resources([(one.id(), one) for one in others])
    return Draft7Validator(schema("bom-1.6"), registry=known)


def test_the_bill_is_valid_by_the_standard(standard, tmp_path):
    (tmp_path / ".venv").symlink_to(sys.prefix)
    bill = materials("1.0", tmp_path, LOCK)
    assert len([one for one in bill["components"] if one["purl"].startswith("pkg:pypi")]) > 20
    assert [fault.json_path for fault in standard.iter_errors(bill)] == []


def test_the_standard_refuses_what_is_no_bill(standard, release):
    bill = materials("1.0", release, LOCK)
    bill["components"][0]["type"] = "thing"
    assert [fault.json_path for fault in standard.iter_errors(bill)] == ["$.components[0].type"]
