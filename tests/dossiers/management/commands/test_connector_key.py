"""The command that manages connector keys."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dossiers.connector import keys
from dossiers.models import ConnectorKey
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("connector_key", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_manages_keys(db):
    office = offices.province().pk
    text = run("create", "Cổng tỉnh", "--office", office).splitlines()[1]
    public_id = text.partition(".")[0]
    assert keys.find_valid(text)
    assert text not in run("list")
    assert f"{public_id}  Cổng tỉnh  {office}  dossiers.write  Đang dùng" in run("list")
    assert "." in run("rotate", public_id).splitlines()[1]
    run("revoke", public_id)
    assert keys.find_valid(text) is None
    assert ConnectorKey.objects.count() == 2


@pytest.mark.parametrize(
    "arguments", [("revoke", "khong-co"), ("create", "a", "--office", "khong-co")]
)
def test_the_command_reports_errors(db, arguments):
    with pytest.raises(CommandError, match=r"Không có|Hãy chọn"):
        run(*arguments)
