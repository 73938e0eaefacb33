"""The report as a Word file: the form of NĐ 30/2020/NĐ-CP, and the same figures as the page."""

import io

import pytest
from django.urls import reverse
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt

from citizens.models import AccessEntry
from dossiers.models import DossierDay
from officers.models import Letterhead
from officers.month_report.contents import known_lines
from officers.month_report.word_parts import filled_columns
from tests.officers.first_page.leaders import leader
from tests.officers.first_page.test_cards import signed_in
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def taken(user, **asked):
    response = signed_in(user).get(reverse("report-docx"), asked)
    assert response.status_code == 200
    return response, Document(io.BytesIO(response.content))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(paper):
    head = [cell.text for row in paper.tables[0].rows for cell in row.cells]
    return "\n".join([*head, *(one.text for one in paper.paragraphs)])


def test_the_paper_has_the_parts_and_measures_of_the_decree(places):
    Letterhead.objects.create(
        office=places[0], symbol="CAX", signer_title=["KT. TRƯỞNG", "PHÓ"], signer_name="Thiếu tá A"
    )
    response, paper = taken(leader(places[0]), thang="2026-10")
    assert response["Content-Disposition"] == (
        'attachment; filename="bao-cao-2026-10-ca-xa-a.docx"'
    )
    page, text = paper.sections[0], words(paper)
    sides = (page.page_width, page.page_height, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in (*sides, page.top_margin)] == [210, 297, 30, 15, 20]
    normal = paper.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(13))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG AN XÃ A",
        "BC-CAX", ", ngày 25 tháng 11 năm 2026", "BÁO CÁO", "tháng 10/2026",
    ):  # fmt: skip
        assert part in text
    recipients, signer = paper.tables[3].rows[0].cells
    assert "Nơi nhận:" in recipients.text
    assert "Lưu: VT." in recipients.text
    assert "KT. TRƯỞNG\nPHÓ" in signer.text
    assert signer.text.endswith("Thiếu tá A")


def test_the_file_has_the_figures_of_the_page(places):
    user = leader(places[0])
    page = signed_in(user).get(reverse("report"), {"thang": "2026-11"}).context_data["report"]
    _response, paper = taken(user, thang="2026-11")
    figures = {row[0]: row[1:] for row in cells(paper.tables[1])}
    for shown in page.boards:
        for line in known_lines(shown):
            assert figures[line.figure.title][:2] == [line.now + line.unit, line.before]
    assert cells(paper.tables[4])[1:] == [
        [row.name, str(row.accepted), str(row.completed), str(row.late), row.share, row.mark.word]
        for row in page.below
    ]


def test_heads_of_tables_are_repeated_and_rows_never_broken(places):
    _response, paper = taken(leader(places[0]))
    for table in (paper.tables[1], paper.tables[2], paper.tables[4]):
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_columns_of_the_grid_are_as_wide_as_their_cells(places):
    """LibreOffice reads the grid and Word the cells: else lines break at other places."""
    _response, paper = taken(leader(places[0]))
    for table in paper.tables:
        widths = [column.width for column in table.columns]
        assert [cell.width for cell in table.rows[0].cells] == widths
        assert round(sum(width.mm for width in widths)) in range(160, 166)  # 210 − 30 − 15


def test_a_column_without_values_is_left_out():
    rows = [("Hồ sơ",), ("Tiếp nhận", "–", "5"), ("Xử lý xong", "–", "–")]
    assert filled_columns(("Chỉ số", "9/2026", "10/2026"), rows) == (
        ["Chỉ số", "10/2026"],
        [("Hồ sơ",), ["Tiếp nhận", "5"], ["Xử lý xong", "–"]],
    )


def test_shortcomings_and_outlook_have_their_place(places):
    DossierDay.objects.filter(office=places[0]).update(dated=4, on_time=1)
    _response, paper = taken(leader(places[0]), thang="2026-10")
    text = words(paper)
    assert "IV. Tồn tại, nguyên nhân\n- Hồ sơ: đúng hạn 25,0 %, chỉ tiêu 95 %." in text
    assert "V. Phương hướng, kiến nghị" in text
    assert "http://testserver/quan-tri/bao-cao/cach-tinh/" in text


def test_a_line_to_be_written_is_dots_up_to_the_margin_and_never_stretched(places):
    _response, paper = taken(leader(places[0]), thang="2026-10")
    lines = [one for one in paper.paragraphs if one.text.endswith("\t")]
    assert [one.text for one in lines] == ["- Nguyên nhân: \t", "\t"]
    for line in lines:
        (stop,) = line.paragraph_format.tab_stops
        assert (stop.leader, round(stop.position.mm)) == (WD_TAB_LEADER.DOTS, 165)
        assert line.alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_a_name_is_text_whatever_it_begins_with(places):
    place = office("ca-xa-x", name="=cmd|'/c calc'!A1\x07")
    office("ca-xa-x1", parent=place)
    _response, paper = taken(leader(place))
    assert "=CMD|'/C CALC'!A1" in words(paper)
    fields = list(paper.element.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:object")))
    assert fields == []  # the number of the page is in the header


def test_downloading_the_file_is_logged_and_needs_right_and_office(places):
    user = leader(places[0])
    client = signed_in(user)
    assert client.get(reverse("report-docx"), {"don-vi": "ca-xa-b"}).status_code == 404
    assert client.get(reverse("report-docx"), {"thang": "2027-01"}).status_code == 404
    assert not AccessEntry.objects.filter(action="exported").exists()
    taken(user)
    entry = AccessEntry.objects.get(action="exported")
    assert (entry.officer, entry.subject_kind) == (user, "figures")
