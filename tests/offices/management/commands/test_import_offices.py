"""`manage.py import_offices`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from offices.geography.provinces import DATA
from offices.models import Field, Office
from tests.offices import factories

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
    shipped = (DATA / "provinces" / "25.json").read_text()
    path.write_text(shipped.replace('"Bạch Hạc"', '"Bạch Hạc (Việt Trì)"'))
    assert (
        "XUNG ĐỘT ca-phuong-thanh-mieu: cán bộ đã sửa và tệp cũng đổi (former_names, address)"
        in run(path, apply=True)
    )


def test_another_province_has_its_own_offices_with_approximate_points():
    assert "Đơn vị: thêm 114" in run(province="hung yen", apply=True)  # 1 + 9 + 104
    assert Office.objects.get(pk="cat-hung-yen").name == "Công an tỉnh Hưng Yên"
    commune = Office.objects.get(pk="ca-phuong-pho-hien")
    assert (commune.name, commune.point_approximate) == ("Công an phường Phố Hiến", True)
    assert (commune.latitude, commune.longitude) == (20.6634, 106.068)
    assert not Office.objects.filter(pk__contains="phu-tho").exists()


def test_an_import_without_a_name_uses_the_province_of_the_database():
    run(province="Hưng Yên", apply=True)
    assert "không đổi 114" in run()


def test_one_database_is_one_province():
    factories.office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    with pytest.raises(CommandError, match="đã là của Công an tỉnh Phú Thọ"):
        run(province="Hưng Yên", apply=True)


def test_an_unknown_province_is_refused_with_suggestions():
    with pytest.raises(CommandError, match="Gần giống: Hưng Yên"):
        run(province="Hưng Yêm")
    assert not Office.objects.exists()


def test_a_point_in_another_province_is_refused_with_its_row(tmp_path):
    run(province="Hưng Yên", apply=True)
    path = tmp_path / "offices.json"
    path.write_text(
        '{"offices": [{"id": "ca-xa-moi", "kind": "commune", "name": "Công an xã Mới", "parent": '
        '"cat-hung-yen", "latitude": 21.3227, "longitude": 105.4019}]}'
    )
    with pytest.raises(CommandError, match=r"/offices/0/latitude: Vị trí này nằm ngoài Tỉnh Hưng"):
        run(path, apply=True)
