"""`manage.py import_offices`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from offices.management.commands.import_offices import SHIPPED
from offices.models import Field, Office

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    output = StringIO()
    call_command("import_offices", *arguments, stdout=output, **options)
    return output.getvalue()


def test_the_shipped_data_is_complete_and_valid():
    assert "Đơn vị: thêm 161" in run(apply=True)
    assert (Office.objects.count(), Field.objects.count()) == (161, 18)
    assert "thêm 0, sửa 0, kết thúc 0, xung đột 0, giữ bản cán bộ sửa 0, không đổi 161" in run(
        apply=True
    )


def test_only_apply_writes():
    assert "chưa ghi gì" in run()
    assert not Office.objects.exists()


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run(tmp_path / "khong-co.json")


def test_faults_are_listed_by_place(tmp_path):
    path = tmp_path / "offices.json"
    path.write_text('{"offices": [{"id": "a", "kind": "commune", "name": "A"}]}')
    with pytest.raises(CommandError, match=r"/offices/0/parent: Mọi đơn vị"):
        run(path, apply=True)


def test_conflicts_are_listed_with_advice(tmp_path):
    run(apply=True)
    Office.objects.filter(pk="ca-phuong-thanh-mieu").update(address="Cán bộ ghi")
    path = tmp_path / "offices.json"
    path.write_text(SHIPPED[1].read_text().replace('"Bạch Hạc"', '"Bạch Hạc (Việt Trì)"'))
    assert (
        "XUNG ĐỘT ca-phuong-thanh-mieu: cán bộ đã sửa và tệp cũng đổi (former_names, address)"
        in run(path, apply=True)
    )
