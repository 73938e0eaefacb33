"""Documents refer only to files, folders and functions that exist; the map lists all packages."""

import re
from functools import cache

from django.conf import settings

from tests.for_each import for_each
from tests.house import packages

ROOT = settings.BASE_DIR
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "benchmarks/*.md", "offices/data/*.md")
    for path in ROOT.glob(pattern)
)
# The part after a path may be a name in that file.
PATH = re.compile(
    r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|json|yaml|toml|conf|service|timer|tsv|html|css|js|lua|txt))"
    r"(?:::(\w+))?`"
)
# «room» is any room, NAME any name.
PLACEHOLDER = re.compile(r"(tests/)?room/|.*(NAME|VERSION\.)")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
MAP = re.search(
    r"^## The map\n(.*?)^## ", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE | re.DOTALL
)
ENTRY = re.compile(r"^ {4}( *)([\w./-]+)")
MORE = re.compile(r"(?<=[;,: ])([\w/]+\.(?:py|json|md))\b")


@cache
def names_in(path):
    """Return every name that a Python file defines."""
    text = (ROOT / path).read_text()
    return {
        *re.findall(r"^ *(?:class|def) (\w+)", text, re.MULTILINE),
        *re.findall(r"^(\w+)\b.* = ", text, re.MULTILINE),
    }


def is_there(name, document):
    """Return True if a path exists below the root or the document's folder."""
    return any((folder / name).exists() for folder in (ROOT, (ROOT / document).parent))


def entries(text):
    """Yield the path of each entry of the map; its indent shows its folder."""
    above = []
    for line in text.splitlines():
        found = ENTRY.match(line)
        if not found:
            continue
        depth, name = len(found[1]) // 2, found[2]
        folder = "".join(above[:depth])
        yield folder + name
        inside = folder + name if name.endswith("/") else folder
        yield from (inside + more for more in MORE.findall(line[found.end() :]) if "/" not in more)
        above[depth:] = [name if name.endswith("/") else ""]


@for_each("document", DOCUMENTS)
def test_every_file_in_a_document_exists(document):
    text = (ROOT / document).read_text()
    named = {path for path, _name in PATH.findall(text)} | set(LINK.findall(text))
    real = {name for name in named if not PLACEHOLDER.match(name)}
    assert sorted(name for name in real if not is_there(name, document)) == []


@for_each("document", DOCUMENTS)
def test_every_function_in_a_document_exists(document):
    named = {(path, name) for path, name in PATH.findall((ROOT / document).read_text()) if name}
    assert [f"{path}::{name}" for path, name in sorted(named) if name not in names_in(path)] == []


def test_everything_on_the_map_exists():
    assert [path for path in entries(MAP[1]) if not (ROOT / path).exists()] == []


def test_the_map_lists_every_package():
    inside = {
        path.parent.relative_to(ROOT).as_posix() + "/"
        for package in packages()
        for path in (ROOT / package).rglob("__init__.py")
        if not {"management", "migrations", "templatetags", "models", "vi"} & set(path.parts)
    }
    assert sorted(inside - set(entries(MAP[1]))) == []
