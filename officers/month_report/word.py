"""The report of a month as a Word file (.docx), in the form of NĐ 30/2020/NĐ-CP, to be edited.

python-docx knows no repeated header rows, unbroken rows and page numbers: for these the elements of
WordprocessingML (ECMA-376) are written themselves.
"""

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from officers.first_page.trends import ShownBoard
from officers.first_page.words import number
from officers.month_report.contents import MonthReport
from officers.month_report.headings import MOTTO, STATE, Heading

FONT = "Times New Roman"
TEXT, SMALL, TINY, LARGE = Pt(13), Pt(12), Pt(11), Pt(14)
PAGE = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)  # within 20–25, 20–25, 30–35, 15–20
_PATTERN = "x"
MONTHS = 6  # beside each other: so many columns fit on an upright page
OFFICES = ("Đơn vị", "Tiếp nhận", "Xử lý xong", "Không đúng hạn", "Đúng hạn", "So với chỉ tiêu")


def as_docx(report: MonthReport) -> bytes:
    """Return the report as a .docx file."""
    paper = _new_paper(report)
    _write_head(paper, report.heading)
    _write_title(paper, report)
    _write_results(paper, report)
    _write_months(paper, report.boards)
    _write_foot(paper, report.heading)
    if report.below:
        _write_offices(paper, report)
    _write_notes(paper, report)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _new_paper(report: MonthReport) -> Paper:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = PAGE
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = (
        TOP, BOTTOM, LEFT, RIGHT,
    )  # fmt: skip
    page.header_distance = Mm(10)
    normal: Any = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, TEXT
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        normal.element.rPr.rFonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    page.different_first_page_header_footer = True  # the first page has no number
    _number_pages(page.header.paragraphs[0])
    about = paper.core_properties
    about.author = about.last_modified_by = _clean(report.heading.issuer)
    about.title = _clean(report.subject)
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = report.made_at.replace(tzinfo=None)
    return paper


# --- the parts of the paper ----------------------------------------------------------------------


def _write_head(paper: Paper, heading: Heading) -> None:
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(66), Mm(99)
    _add(left, heading.superior.upper(), SMALL, ALIGN.CENTER, first=True)
    _add(left, heading.issuer.upper(), SMALL, ALIGN.CENTER, bold=True)
    _add(left, "───────", Pt(6), ALIGN.CENTER)
    _add(left, heading.number, TEXT, ALIGN.CENTER)
    _add(right, STATE, SMALL, ALIGN.CENTER, bold=True, first=True)
    motto = _add(right, MOTTO, TEXT, ALIGN.CENTER, bold=True)
    motto.runs[0].underline = True  # a line as long as the words
    _add(right, "", Pt(6), ALIGN.CENTER)
    _add(right, heading.place_and_day, TEXT, ALIGN.CENTER, italic=True)


def _write_title(paper: Paper, report: MonthReport) -> None:
    _add(paper, "", Pt(8))
    _add(paper, "BÁO CÁO", LARGE, ALIGN.CENTER, bold=True)
    _add(paper, report.subject, LARGE, ALIGN.CENTER, bold=True)
    _add(paper, "──────────", Pt(6), ALIGN.CENTER)
    unfinished = "" if report.is_over else ", tháng chưa kết thúc"
    _sentence(
        paper,
        f"{report.scope.name} báo cáo kết quả {report.month.name} của dịch vụ công qua Zalo; "
        f"số liệu đến {report.made_at:%H:%M %d/%m/%Y}{unfinished}.",
    )


def _write_results(paper: Paper, report: MonthReport) -> None:
    _headline(paper, "I. Kết quả chung")
    for title, line in report.headline:
        compared = f" ({line.change} so với {report.before.name})" if line.change else ""
        _sentence(paper, f"- {title}: {line.now}{line.unit}{compared}.")
    if not report.headline:
        _sentence(paper, "Chưa có số liệu của tháng này.")
    _headline(paper, "II. Số liệu trong tháng và so với tháng trước")
    names = [one.name[:1].upper() + one.name[1:] for one in (report.month, report.before)]
    rows: list[Sequence[str]] = []
    for shown in report.boards:
        rows.append((_title(shown),))
        rows += [
            (line.figure.title, f"{line.now}{line.unit}", line.before, line.change or "–")
            for line in shown.lines
        ]
    _write_table(paper, ("Chỉ số", *names, "Thay đổi"), rows, Mm(75))


def _write_months(paper: Paper, boards: Sequence[ShownBoard]) -> None:
    _headline(paper, "III. Diễn biến các tháng")
    periods = max((shown.periods[-MONTHS:] for shown in boards), key=len, default=())
    rows: list[Sequence[str]] = []
    for shown in boards:
        if not shown.drawn:
            continue
        rows.append((_title(shown),))
        for line in shown.lines:
            said = line.said[-MONTHS:]
            rows.append((line.figure.title, *[""] * (len(periods) - len(said)), *said))
    _write_table(paper, ("Chỉ số", *(period.label for period in periods)), rows, Mm(50), TINY)


def _write_foot(paper: Paper, heading: Heading) -> None:
    _add(paper, "", TEXT)
    table = paper.add_table(rows=1, cols=2)
    _keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    _add(left, "Nơi nhận:", SMALL, bold=True, italic=True, first=True)
    for one in heading.recipients:
        _add(left, f"- {one}", TINY)
    for place, line in enumerate(heading.signer_title):
        _add(right, line.upper(), TEXT, ALIGN.CENTER, bold=True, first=not place)
    for _line in range(4):  # room for the signature
        _add(right, "", TEXT, ALIGN.CENTER)
    _add(right, heading.signer_name, TEXT, ALIGN.CENTER, bold=True)


def _write_offices(paper: Paper, report: MonthReport) -> None:
    _annex(paper, "Phụ lục I", f"Hồ sơ theo đơn vị, {report.month.name}", report.annexed_to)
    rows = [
        (
            row.name,
            number(row.accepted),
            number(row.completed),
            number(row.late),
            row.share,
            row.mark.word if row.mark else "–",
        )
        for row in report.below
    ]
    _write_table(paper, OFFICES, rows, Mm(65), TINY)
    if report.more:
        _sentence(paper, f"Và {report.more} đơn vị khác.")


def _write_notes(paper: Paper, report: MonthReport) -> None:
    name = "Phụ lục II" if report.below else "Phụ lục"
    _annex(paper, name, "Cách tính và nguồn số liệu", report.annexed_to)
    for place, (title, definition, source) in enumerate(report.notes, 1):
        _sentence(paper, f"{place}. {title}: {definition} Nguồn: {source}", SMALL)
    _sentence(
        paper,
        "Thay đổi của tỷ lệ tính bằng điểm phần trăm. Dấu – là không có số liệu hoặc không được "
        "công bố.",
        SMALL,
    )


# --- paragraphs and tables -----------------------------------------------------------------------


def _add(
    place: "Paper | _Cell",
    text: str,
    size: Pt,
    align: ALIGN = ALIGN.LEFT,
    *,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
) -> Paragraph:
    """Add a paragraph; the `first` of a cell is there already."""
    found: Any = place
    paragraph: Paragraph = found.paragraphs[0] if first else found.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(_clean(text))
    run.font.size, run.bold, run.italic = size, bold, italic
    return paragraph


def _sentence(paper: Paper, text: str, size: Pt = TEXT) -> None:
    """Add a paragraph of the text: indented by 10 mm, both edges even, 6 points apart."""
    shape = _add(paper, text, size, ALIGN.JUSTIFY).paragraph_format
    shape.first_line_indent, shape.space_after = Mm(10), Pt(6)


def _headline(paper: Paper, text: str) -> None:
    shape = _add(paper, text, TEXT, bold=True).paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(8), Pt(4), True


def _annex(paper: Paper, name: str, title: str, annexed_to: str) -> None:
    head = _add(paper, name, LARGE, ALIGN.CENTER, bold=True)
    head.paragraph_format.page_break_before = True
    _add(paper, title.upper(), TEXT, ALIGN.CENTER, bold=True)
    below = _add(paper, annexed_to, TEXT, ALIGN.CENTER, italic=True)
    below.paragraph_format.space_after = Pt(8)


def _write_table(
    paper: Paper,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    first_width: Mm,
    size: Pt = SMALL,
) -> None:
    """Add a table whose head is repeated on each page and whose rows are never broken.

    A row of a single text goes over all columns.
    """
    rest = Mm(int((PAGE[0] - LEFT - RIGHT - first_width) / Mm(1)) // max(1, len(head) - 1))
    widths = [first_width, *[rest] * (len(head) - 1)]
    table = paper.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], head, widths, size, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    plain, wide = _patterns(table, widths, size)
    for texts in rows:
        row = deepcopy(wide if len(texts) == 1 else plain)
        for place, text in zip(row.iter(qn("w:t")), texts, strict=True):
            place.text = _clean(text)
        table._tbl.append(row)


def _patterns(table: Table, widths: Sequence[Mm], size: Pt) -> tuple[Any, Any]:
    """Return a row of all columns and one of a single text, to be copied.

    python-docx takes 3 ms for a cell, a copy of a whole row 0.05 ms.
    """
    plain, wide = table.add_row(), table.add_row()
    _fill(plain, [_PATTERN] * len(widths), widths, size, bold=False)
    wide.cells[0].merge(wide.cells[-1])
    _fill(wide, [_PATTERN], widths, size, bold=True)
    wide.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    for row in (plain, wide):
        table._tbl.remove(row._tr)
    return plain._tr, wide._tr


def _fill(
    row: _Row, texts: Sequence[str], widths: Sequence[Mm], size: Pt, *, bold: bool
) -> None:
    _keep_whole(row)
    cells = row.cells
    for column, text in enumerate(texts):
        if len(texts) > 1:
            cells[column].width = widths[column]
        align = ALIGN.RIGHT if column else ALIGN.LEFT
        _add(cells[column], text, size, align, bold=bold, first=True)


def _title(shown: ShownBoard) -> str:
    return shown.board.title + (" (toàn dịch vụ)" if shown.board.everywhere else "")


def _keep_whole(row: _Row) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that is there or not."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _number_pages(paragraph: Paragraph) -> None:
    """Write the number of the page in the middle of the upper margin (Phụ lục I, I.7)."""
    paragraph.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _clean(text: str) -> str:
    """Return a text without the characters that XML does not know."""
    return "".join(letter for letter in text if letter.isprintable())
