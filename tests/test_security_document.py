"""docs/security.md is complete, and the names in it exist.

Whether a test proves what is said of it, a reader must judge.
"""

import ast
import re
from collections import Counter
from functools import cache

from django.conf import settings

from police_portal.environment import SETTINGS
from tests.for_each import for_each

TEXT = (settings.BASE_DIR / "docs" / "security.md").read_text()
PARTS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
ID = re.compile(r"V\d+\.\d+\.\d+")
NAMES = re.findall(r"`([^`\n]+)`", TEXT)
ROWS = re.findall(r"^\| (V\d+\.\d+\.\d+) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)

# The requirements of levels 1 and 2 of ASVS 5.0.0 by section: how its own table numbers them.
# Levels are not always in order, so level 3 is left out by number.
LEVELS_1_AND_2 = {
    "V1.1": "1-2", "V1.2": "1-9", "V1.3": "1-11", "V1.4": "1-3", "V1.5": "1-2",
    "V2.1": "1-3", "V2.2": "1-3", "V2.3": "1-4", "V2.4": "1",
    "V3.2": "1-2", "V3.3": "1-4", "V3.4": "1-6", "V3.5": "1-5", "V3.7": "1-2",
    "V4.1": "1-3", "V4.2": "1", "V4.3": "1-2", "V4.4": "1-4",
    "V5.1": "1", "V5.2": "1-3", "V5.3": "1-2", "V5.4": "1-3",
    "V6.1": "1-3", "V6.2": "1-12", "V6.3": "1-4", "V6.4": "1-4", "V6.5": "1-5", "V6.6": "1-3",
    "V6.8": "1-4",
    "V7.1": "1-3", "V7.2": "1-4", "V7.3": "1-2", "V7.4": "1-5", "V7.5": "1-2", "V7.6": "1-2",
    "V8.1": "1-2", "V8.2": "1-3", "V8.3": "1", "V8.4": "1",
    "V9.1": "1-3", "V9.2": "1-4",
    "V10.1": "1-2", "V10.2": "1-2", "V10.3": "1-4", "V10.4": "1-11", "V10.5": "1-5",
    "V10.6": "1-2", "V10.7": "1-3",
    "V11.1": "1-2", "V11.2": "1-3", "V11.3": "1-3", "V11.4": "1-4", "V11.5": "1", "V11.6": "1",
    "V12.1": "1-3", "V12.2": "1-2", "V12.3": "1-4",
    "V13.1": "1", "V13.2": "1-5", "V13.3": "1-2", "V13.4": "1-5",
    "V14.1": "1-2", "V14.2": "1-4", "V14.3": "1-3",
    "V15.1": "1-3", "V15.2": "1-3", "V15.3": "1-7",
    "V16.1": "1", "V16.2": "1-5", "V16.3": "1-4", "V16.4": "1-3", "V16.5": "1-3",
    "V17.1": "1", "V17.2": "1-4", "V17.3": "1-2",
}  # fmt: skip
FILE = re.compile(r"[\w./@-]+\.(py|md|toml|txt|yaml|conf|service|example)")


def numbers(span):
    first, _dash, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


def required():
    return {
        f"{section}.{number}"
        for section, span in LEVELS_1_AND_2.items()
        for number in numbers(span)
    }


@cache
def functions_of(path):
    """Return the names of the functions in a file, or an empty set if there is no file."""
    file = settings.BASE_DIR / path
    tree = ast.parse(file.read_text()) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_is_in_exactly_one_list():
    named = Counter(
        ID.findall("".join(PARTS[name].partition("|---|")[2] for name in ("Does not apply",)))
    )
    named += Counter(requirement for requirement, *_rest in ROWS)
    assert {requirement: count for requirement, count in named.items() if count > 1} == {}
    assert set(named) == required()


def test_the_number_of_requirements_is_that_of_the_standard():
    assert len(required()) == 253  # 70 of level 1 and 183 of level 2


@for_each("name", sorted({name for name in NAMES if "::" in name}))
def test_every_named_test_exists(name):
    path, _colons, test = name.partition("::")
    assert test in functions_of(path)


@for_each(
    "name",
    sorted({name for name in NAMES if re.fullmatch(r"[A-Z][A-Z_]+", name) and name != "DENY"}),
)
def test_every_named_setting_exists(name):
    assert name in {setting.name for setting in SETTINGS} or hasattr(settings, name)


@for_each("name", sorted({name for name in NAMES if FILE.fullmatch(name)}))
def test_every_named_file_exists(name):
    assert (settings.BASE_DIR / name).is_file()


def test_met_requirements_name_their_proof():
    met = re.findall(r"^\| (V\S+) \| .+? \| (.+?) \|$", PARTS["Met"], re.MULTILINE)
    assert [
        requirement for requirement, by in met if not re.fullmatch(r"`[^`]+`(, `[^`]+`)*", by)
    ] == []


def test_unmet_requirements_give_a_reason():
    unmet = re.findall(
        r"^\| (V\S+) \| .+? \| (.+?) \|$", PARTS["Not met, or not proved by a test"], re.MULTILINE
    )
    assert unmet
    assert [requirement for requirement, why in unmet if len(why) < 12] == []
