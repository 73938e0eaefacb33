"""What is shipped of others: under which licence, and whether it is used."""

import json
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

from installation.materials import _python_part, node_parts

ROOT = Path(settings.BASE_DIR)
# What may be given away with an application under Apache 2.0.
FREE = re.compile(
    r"MIT(-0|-CMU| License)?|ISC|0BSD|Unlicense|PSF-2\.0|(BSD( License|[ -][23]-Clause)?)"
    r"|Apache( Software License|-2\.0)|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)"
    r"|LGPL-3\.0-only|CC-BY-4\.0"
)
SHIPPED = sorted(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
ASKED = sorted(re.findall(r"^([\w.-]+)", (ROOT / "requirements.in").read_text(), re.MULTILINE))
# Loaded by name: by Django, DRF, or only where an engine is set.
BY_NAME = {"psycopg", "django-storages", "tzdata"}


def licences(text):
    """Return the parts of a licence's expression."""
    return [part.strip("() ") if "MPL 2.0" not in part else part for part in _split(text)]


def _split(text):
    return re.split(r" AND | OR |, ", text)


def strange(parts):
    """Return the packages whose licence is none of those, or not said."""
    said = {part["name"]: part.get("licenses", [{"license": {"name": ""}}]) for part in parts}
    return {
        name: text
        for name, ((entry),) in said.items()
        for text in [entry["license"]["name"]]
        if not all(FREE.fullmatch(one) for one in licences(text))
    }


def test_each_python_package_may_be_given_away():
    found = []
    for name in SHIPPED:
        try:
            found.append(_python_part(distribution(name)))
        except PackageNotFoundError:  # of another system or Python
            continue
    assert len(found) > 40
    assert strange(found) == {}


def test_each_package_in_the_mini_app_may_be_given_away():
    assert strange(node_parts(ROOT / "miniapp" / "package-lock.json")) == {}


@pytest.mark.parametrize(
    ("licence", "is_free"),
    [("MIT", True), ("AGPL-3.0-only", False), ("MIT OR GPL-3.0-only", False), ("", False)],
)
def test_what_is_strange_is_named(licence, is_free):
    part = {"name": "a", "licenses": [{"license": {"name": licence}}]}
    assert (strange([part]) == {}) is is_free


def test_each_package_that_is_asked_for_is_used():
    modules = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(name.lower().replace("_", "-"), set()).add(module)
    listed = ["git", "grep", "-hoE", r"^\s*(import|from) [a-z_A-Z0-9.]+", "--", "*.py"]
    lines = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    used = {line.split()[1].split(".")[0] for line in lines.splitlines()}
    used |= {app.split(".")[0] for app in settings.INSTALLED_APPS}
    unused = [name for name in ASKED if not modules.get(name.lower(), set()) & used]
    assert set(unused) - BY_NAME == set()


def test_the_mini_app_s_lock_says_each_licence():
    packages = json.loads((ROOT / "miniapp" / "package-lock.json").read_text())["packages"]
    silent = [path for path, said in packages.items() if path and "license" not in said]
    assert silent == []
