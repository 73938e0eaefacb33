"""The command that imports dossiers."""

import io

import pytest
from django.core.management import CommandError, call_command

from dossiers.models import Dossier, ImportBlock
from tests.dossiers.importing.making import csv_file, good

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(province, tmp_path):
    """Return a function that imports rows by the command and returns what it printed."""

    def run(rows, *arguments):
        path = tmp_path / "ho-so.csv"
        path.write_bytes(csv_file(rows).getvalue())
        out = io.StringIO()
        call_command("import_dossiers", str(path), *arguments, stdout=out)
        return out.getvalue()

    return run


def test_by_default_it_only_checks(run):
    said = run([good(1), good(2, TrangThaiHoSo="x")])
    assert "Thêm mới 1, cập nhật 0, không đổi 0, chưa khớp 0, dòng lỗi 1." in said
    assert "Dòng 3, cột TrangThaiHoSo: Không có trạng thái này." in said
    assert (Dossier.objects.count(), ImportBlock.objects.count()) == (0, 0)


def test_it_writes_the_good_rows(run):
    assert "Đã ghi." in run([good(1), good(2, TrangThaiHoSo="x")], "--apply")
    assert Dossier.objects.count() == 1


def test_it_shows_progress(run):
    assert "100%  2/2 dòng" in run([good(1), good(2)])


def test_a_mapped_column_is_remembered(run):
    row = {**good(), "Buoc": "4"}
    del row["TrangThaiHoSo"]
    with pytest.raises(CommandError, match="Thiếu cột: TrangThaiHoSo"):
        run([row])
    assert "Thêm mới 1" in run([row], "--map", "Buoc=TrangThaiHoSo")
    assert "Thêm mới 1" in run([row])


def test_an_unknown_column_is_ignored_only_if_told_so(run):
    row = {**good(), "Cột lạ": "x"}
    with pytest.raises(CommandError, match="Chưa biết là cột gì: Cột lạ"):
        run([row], "--apply")
    assert not Dossier.objects.exists()
    assert "Đã ghi." in run([row], "--apply", "--map", "Cột lạ=ignored")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--office", "khong-co"],
        ["--map", "x"],
        ["--map", "x=y"],
        ["--as-of", "hôm qua"],
        ["--encoding", "cp1258"],
    ],
)
def test_errors_are_reported(run, arguments):
    with pytest.raises(CommandError):
        run([good()], *arguments)
    assert not Dossier.objects.exists()


def test_a_missing_file_is_reported(db):
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("import_dossiers", "/khong/co.csv")
