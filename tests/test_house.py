"""The walls of the house: no list leaves out a package, imports run down, and no circles."""

import ast
import re
import tomllib

import grimp
import pytest
from django.apps import apps
from django.conf import settings

from tests.conftest import LONGEST
from tests.house import BESIDE, folders, is_own, packages
from tests.mutation import TESTS

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
MUTATED = tomllib.loads((settings.BASE_DIR / "tests/mutation.toml").read_text())
LINTER = PROJECT["tool"]["importlinter"]
CONTRACTS = {contract["name"]: contract for contract in LINTER["contracts"]}
LAYERS = CONTRACTS["Imports run down: the roof, the rooms, the foundation"]["layers"]
NO_TESTS = CONTRACTS["Production never imports tests and the Zalo simulator"]


def layers_of(layers):
    """Return the packages of each layer, the highest first."""
    return [frozenset(re.split(r"\s*[|:]\s*", layer)) for layer in layers]


def rooms_above(package):
    """Return the packages above `package`, which it may not name."""
    names = layers_of(LAYERS)
    here = next((place for place, floor in enumerate(names) if package in floor), len(names))
    return frozenset().union(*names[:here]) - BESIDE


@pytest.fixture(scope="module")
def graph():
    """Return which module imports which, including imports inside functions."""
    return grimp.build_graph(*sorted(folders() - {"tests"}), cache_dir=None)


# --- The lists -----------------------------------------------------------------------------------


def test_every_folder_of_code_is_or_holds_an_installed_app():
    installed = {name.split(".")[0] for name in settings.INSTALLED_APPS if is_own(name)}
    assert installed | BESIDE == folders()


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("layers of import-linter", frozenset().union(*layers_of(LAYERS)) | {"tests"}),
        ("root packages of import-linter", frozenset(LINTER["root_packages"])),
        ("files of mypy", frozenset(PROJECT["tool"]["mypy"]["files"]) | {"tests"}),
        ("packages that never import tests", frozenset(NO_TESTS["source_modules"]) | BESIDE),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_each_list_names_all_packages(name, listed):
    assert listed == folders(), name


def test_every_file_that_begins_first_is_there():
    assert {path.name for path in (settings.BASE_DIR / "tests").rglob("test_*.py")} >= LONGEST


def test_every_mutated_module_and_its_tests_exist():
    named = {path for module, runs in TESTS.items() for path in (module, *" ".join(runs).split())}
    assert [path for path in sorted(named) if not (settings.BASE_DIR / path).exists()] == []
    assert sorted(TESTS) == sorted(MUTATED["cosmic-ray"]["module-path"])


def test_every_tool_knows_the_oldest_python():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert f"--python-version {oldest} " in (settings.BASE_DIR / "Makefile").read_text()


def test_the_layers_of_the_foundation_name_all_its_packages():
    listed = CONTRACTS["Inside the foundation imports run down too"]["layers"]
    inside = (settings.BASE_DIR / "foundation").glob("*/__init__.py")
    assert frozenset().union(*layers_of(listed)) == {file.parent.name for file in inside}


@pytest.mark.parametrize("package", sorted(packages()))
def test_a_room_shows_at_most_thirty_files_and_folders(package):
    files = (settings.BASE_DIR / package).rglob("*")
    shown = {
        file.relative_to(settings.BASE_DIR).parts[1]
        for file in files
        if file.is_file() and file.suffix != ".pyc"
    }
    assert len(shown) <= 30, "put what has a subject of its own into a folder: docs/architecture.md"


# --- The imports ---------------------------------------------------------------------------------


def circles(graph):
    """Return each group of modules that import each other, directly or through others."""
    left, found = set(graph.modules), []
    while left:
        module = left.pop()
        downstream = graph.find_downstream_modules(module)
        if circle := downstream & graph.find_upstream_modules(module):
            found.append(sorted({module, *circle}))
            left -= circle
    return sorted(found)


def test_no_modules_import_each_other_in_a_circle(graph):
    assert circles(graph) == []


def test_an_import_circle_is_found():
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")):
        graph.add_import(importer=importer, imported=imported)
    assert circles(graph) == [["a", "b", "c"]]


# --- Names in strings ----------------------------------------------------------------------------


def names_in_strings(package):
    """Yield where a string of the package names something in a higher room.

    Such as a module, a table, an address or a template. In the foundation, which knows no room at
    all, the bare name of a room counts too.
    """
    above = sorted(rooms_above(package) - {"police_portal"})
    rooms = "|".join(above)
    tables = "|".join(f"{room}_{model}" for room in above for model in apps.all_models[room])
    few = "?" if package == "foundation" else ""
    pattern = re.compile(rf"({rooms})([./][\w./]+){few}|({tables or '(?!)'})\w*")
    files = (settings.BASE_DIR / package).rglob("*.py")
    for file in (file for file in files if "migrations" not in file.parts):
        for node in ast.walk(ast.parse(file.read_text())) if rooms else ():
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and pattern.fullmatch(text):
                yield f"{file.relative_to(settings.BASE_DIR)}:{node.lineno}: {text}"


def test_no_string_names_a_higher_package():
    below = sorted(packages() - {"police_portal"})
    assert [name for package in below for name in names_in_strings(package)] == []


# --- Outages -------------------------------------------------------------------------------------


def test_what_goes_on_through_an_outage_catches_every_error_of_the_database():
    """A connection that is closed already raises InterfaceError, which is no DatabaseError."""
    files = (file for package in packages() for file in (settings.BASE_DIR / package).rglob("*.py"))
    named = [file for file in files if re.search(r"\bDatabaseError\b", file.read_text())]
    assert named == [], "catch django.db.Error"
