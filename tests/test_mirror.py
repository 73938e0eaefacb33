"""The tree of tests mirrors the product: `room/x/y.py` is tested by `tests/room/x/test_y.py`.

A longer name is fine: `test_y_of_citizens.py` tests `y.py` too. A module without such a file is
of a kind that is tested in one place for all rooms, or says in a table which test asks it.
"""

import re
from fnmatch import fnmatch

from django.conf import settings

from tests.for_each import for_each
from tests.house import packages
from tests.tested_elsewhere import TESTED_ELSEWHERE

ROOT = settings.BASE_DIR
# Files that hold what a room declares; tests below ask all rooms for it.
KINDS = {
    "*/apps.py": "tests/test_house.py",
    "*/urls.py": "tests/test_routes.py",
    "*/models.py": "tests/test_models.py",
    "*/models/*.py": "tests/test_models.py",
    "*/serializers.py": "tests/openapi.py",
    "*/serializers/*.py": "tests/openapi.py",
    "*/schema.py": "tests/police_portal/test_documentation.py",
    "*/problems.py": "tests/foundation/api/test_problems.py",
    "*/filters.py": "tests/foundation/api/test_parameters.py",
    "*/navigation.py": "tests/police_portal/test_rights.py",
    "*/roles.py": "tests/police_portal/test_rights.py",
    "*/readiness.py": "tests/police_portal/test_health.py",
    "*/retention.py": "tests/foundation/records/test_retention.py",
    "*/personal_data.py": "tests/test_erasure.py",
    "*/cards.py": "tests/officers/first_page/test_cards.py",
    "*/urgent.py": "tests/officers/first_page/test_urgent.py",
    "*/watches.py": "tests/officers/first_page/test_watches.py",
    "*/figures.py": "tests/officers/first_page/test_trends.py",
}


def modules():
    """Return the path of every module of the product."""
    files = [file for package in packages() for file in (ROOT / package).rglob("*.py")]
    return sorted(
        file.relative_to(ROOT).as_posix()
        for file in files
        if file.name != "__init__.py" and "migrations" not in file.parts
    )


def has_own_test(module):
    """Return True if a test file stands at the mirrored path."""
    path = ROOT / "tests" / module
    names = [file.name for file in path.parent.glob("test_*.py")]
    return any(re.fullmatch(rf"test_{path.stem}(_\w+)?\.py", name) for name in names)


def kind_of(module):
    """Return the first pattern of KINDS that the module matches, or None."""
    return next((pattern for pattern in KINDS if fnmatch(module, pattern)), None)


UNMIRRORED = [module for module in modules() if not has_own_test(module)]


def test_every_module_has_a_test_or_names_one():
    missing = [
        module for module in UNMIRRORED if not kind_of(module) and module not in TESTED_ELSEWHERE
    ]
    rows = "\n".join(f'    "{module}": "tests/",' for module in missing)
    assert not missing, f"add a test, or to tests/tested_elsewhere.py:\n{rows}"


def test_every_row_is_needed():
    needed = [module for module in UNMIRRORED if not kind_of(module)]
    rows = sorted(set(TESTED_ELSEWHERE) - set(needed))
    assert not rows, "they have a test, are of a kind, or do not exist: remove\n" + "\n".join(rows)


@for_each("pattern", KINDS)
def test_every_kind_is_needed(pattern):
    assert any(kind_of(module) == pattern for module in UNMIRRORED)


@for_each("test", sorted({*TESTED_ELSEWHERE.values(), *KINDS.values()}))
def test_every_named_test_exists(test):
    assert (ROOT / test).is_file()
