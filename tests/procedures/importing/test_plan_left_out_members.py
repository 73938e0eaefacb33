"""Omitted members of a file count as their defaults, also in rows below a procedure."""

import pytest

from procedures.importing.applying import apply_plan
from procedures.importing.plan import make_plan
from procedures.importing.reading import read
from procedures.models import Procedure
from tests.procedures.factories import draft

pytestmark = pytest.mark.django_db


def test_an_edit_is_kept_with_omitted_members_of_a_legal_basis(write_file):
    path = str(write_file(draft(id="a", legal_basis=[{"number": "49/2019/QH14"}])))
    files = read([path])
    apply_plan(files, make_plan(files), "Nhập")
    Procedure.objects.filter(pk="a").update(short_name="Cán bộ sửa")
    plan = make_plan(read([path]))
    assert ([change.id for change in plan.kept], plan.conflicts) == (["a"], [])
