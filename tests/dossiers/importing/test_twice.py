"""Importing any file twice changes nothing, and no content causes an error."""

import csv
import io

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dossiers.importing.conftest import counts
from tests.dossiers.importing.making import GOOD
from tests.dossiers.importing.test_running import everything

pytestmark = pytest.mark.django_db
DATES = st.sampled_from(
    [
        "",
        "16/09/2026",
        "16/09/2026 08:30",
        "2026-09-20T10:00:00",
        "20260925",
        "01/12/2026",
        "31/02/2026",
        "46281",
        "x",
    ]
)
# broken letters would refuse the whole file
LETTERS = st.characters(exclude_characters="\ufffdÃÄÆá")
COLUMNS = {
    "MaHoSo": st.integers(1, 6).map(lambda n: f"G01.899.909-260916-{n:06d}")
    | st.sampled_from(["", "x", "g01.899.909–260916–000001"]),
    "MaTTHC": st.sampled_from(["1.001456", "1.001457", "2.000200", "9.999999", "1001456", ""]),
    "ChuHoSo": st.sampled_from(["Nguyễn Văn A", "nguyen van a", "=1+1", ""])
    | st.text(LETTERS, max_size=20),
    "SoDienThoai": st.sampled_from(
        ["0912345678", "912345678", "0987 654 321", "0912•••678", "x", ""]
    ),
    "SoDinhDanh": st.sampled_from(["", "025095001234", "1234", "12"]),
    "NgayNopHoSo": DATES,
    "NgayTiepNhan": DATES,
    "NgayHenTra": DATES,
    "NgayKetThucXuLy": DATES,
    "NgayTra": DATES,
    "TrangThaiHoSo": st.integers(0, 11).map(str)
    | st.sampled_from(["Đang xử lý", "da xu ly xong", "8. Tạm dừng xử lý", ""]),
    "LyDo": st.sampled_from(["", "Thiếu giấy"]),
    "GiayToBoSung": st.sampled_from(["", "Giấy khai sinh; Ảnh"]),
    "HanBoSung": st.sampled_from(["", "01/12/2026", "01/01/2020"]),
    "SoTienPhaiNop": st.sampled_from(["", "150.000", "x"]),
    "DonViXuLy": st.sampled_from([GOOD["DonViXuLy"], "Công an xã Không Có", ""]),
}
FILES = st.lists(st.fixed_dictionaries(COLUMNS), min_size=1, max_size=8)
bounded = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def file_of(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().replace("\0", "").encode("utf-8", "replace"))


def rolled_back(work):
    """Run `work` and roll back what it wrote."""
    with transaction.atomic():
        work()
        transaction.set_rollback(True)


@bounded
@given(rows=FILES)
def test_loading_the_same_file_twice_changes_nothing(load, rows):
    def work():
        first = load([], file=file_of(rows))
        before = everything()
        second = load([], file=file_of(rows))
        assert everything() == before
        assert (second.created, second.moved) == (0, 0)
        assert second.refused >= 0
        assert sum(counts(first)) == sum(counts(second)) == first.total_rows

    rolled_back(work)


@bounded
@given(first=FILES, second=FILES)
def test_any_two_files_import_without_errors(load, first, second):
    def work():
        for rows in (first, second):
            batch = load([], file=file_of(rows))
            assert sum(counts(batch)) == batch.total_rows

    rolled_back(work)
