"""`manage.py import_dossiers`."""

import io

import pytest
from django.core.management import CommandError, call_command

from dossiers.importing.progress_bar import Bar
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


def test_it_only_checks_unless_told_to_write(run):
    said = run([good(1), good(2, TrangThaiHoSo="x")])
    assert "Thêm mới 1, cập nhật 0, không đổi 0, mâu thuẫn 0, dòng lỗi 1." in said
    assert "Dòng 3, cột TrangThaiHoSo: Không có trạng thái này." in said
    assert (Dossier.objects.count(), ImportBlock.objects.count()) == (0, 0)


def test_it_writes_the_good_rows(run):
    assert "Đã ghi." in run([good(1), good(2, TrangThaiHoSo="x")], "--apply")
    assert Dossier.objects.count() == 1


def test_it_shows_how_far_it_is(run):
    assert "100%  2/2 dòng" in run([good(1), good(2)])


def test_a_column_is_mapped_and_remembered(run):
    row = {**good(), "Buoc": "4"}
    del row["TrangThaiHoSo"]
    with pytest.raises(CommandError, match="Thiếu cột: TrangThaiHoSo"):
        run([row])
    assert "Thêm mới 1" in run([row], "--map", "Buoc=TrangThaiHoSo")
    assert "Thêm mới 1" in run([row])


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
def test_what_is_wrong_is_said(run, arguments):
    with pytest.raises(CommandError):
        run([good()], *arguments)
    assert not Dossier.objects.exists()


def test_a_missing_file_is_said(db):
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("import_dossiers", "/khong/co.csv")


def test_a_terminal_gets_a_bar_that_is_written_over():
    said = []
    bar = Bar(said.append, "Ghi", 4, terminal=True)
    for done in (1, 4):
        bar.show(done)
    assert said[0].startswith("\rGhi [███████ ")
    assert said[1].endswith("\n")
    assert "100%" in said[1]
