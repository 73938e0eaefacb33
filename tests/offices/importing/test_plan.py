"""The plan of an import for a row."""

import pytest

from foundation.importing.comparison import fingerprint
from offices.importing.plan import Held, Plan, make_plan

OLD, NEW, MINE = {"name": "Cũ"}, {"name": "Mới"}, {"name": "Cán bộ sửa"}


@pytest.mark.parametrize(
    ("wanted", "content", "imported", "plan"),
    [
        pytest.param(OLD, OLD, OLD, Plan(unchanged=1), id="nothing new"),
        pytest.param(NEW, OLD, OLD, Plan(changed={"a": ["name"]}), id="the file changed"),
        pytest.param(OLD, MINE, OLD, Plan(kept={"a": ["name"]}), id="the officer changed"),
        pytest.param(NEW, MINE, OLD, Plan(conflicts={"a": ["name"]}), id="both changed"),
        pytest.param(MINE, MINE, OLD, Plan(adopted=["a"]), id="both changed alike"),
        pytest.param(NEW, MINE, None, Plan(conflicts={"a": ["name"]}), id="made by hand"),
        pytest.param(None, OLD, OLD, Plan(ended=["a"]), id="vanished"),
        pytest.param(
            None, MINE, OLD, Plan(conflicts={"a": ["vắng trong tệp"]}), id="vanished, but edited"
        ),
        pytest.param(None, MINE, None, Plan(unchanged=1), id="made by hand, never in a file"),
    ],
)
def test_existing_rows_are_planned_by_their_changes(wanted, content, imported, plan):
    held = {"a": Held(content, fingerprint(imported) if imported else "")}
    assert make_plan({"a": wanted} if wanted else {}, held) == plan


def test_a_new_row_is_created():
    assert make_plan({"a": NEW}, {}) == Plan(created=["a"])


def test_an_ended_row_is_not_ended_again():
    ended = {"name": "Cũ", "valid_to": "2026-01-01"}
    assert make_plan({}, {"a": Held(ended, fingerprint(ended))}) == Plan(unchanged=1)


def test_overwrite_lets_the_file_win():
    assert make_plan({"a": NEW}, {"a": Held(MINE, fingerprint(OLD))}, overwrite=["a"]) == Plan(
        changed={"a": ["name"]}
    )
