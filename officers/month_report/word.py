"""The monthly report as a Word file (.docx), in the form of NĐ 30/2020/NĐ-CP, to be edited."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from officers.first_page.trends import ShownBoard
from officers.first_page.words import number
from officers.month_report.contents import MonthReport, known_lines
from officers.month_report.headings import MOTTO, STATE, Heading
from officers.month_report.word_parts import (
    BOTTOM,
    LEFT,
    MIDDLE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL,
    TEXT,
    TINY,
    TINY_NUMBERS,
    TITLE,
    TOP,
    Look,
    add,
    annex,
    clean,
    filled_columns,
    headline,
    keep_whole,
    number_pages,
    sentence,
    to_be_written,
    two_cells,
    write_table,
)

FONT = "Times New Roman"
MONTHS = 6  # columns that fit on an upright page
OFFICES = ("Đơn vị", "Tiếp nhận", "Xử lý xong", "Không đúng hạn", "Đúng hạn", "So với chỉ tiêu")
ABOUT_FIGURES = (
    "Thay đổi của tỷ lệ tính bằng điểm phần trăm; dấu – là không có số liệu hoặc không công bố."
)
_HEAD = replace(MIDDLE, size=SMALL)
_LINE = replace(MIDDLE, size=Pt(6))
_BOLD = replace(MIDDLE, bold=True)


def as_docx(report: MonthReport, defined_at: str) -> bytes:
    """Return the report as a .docx file; `defined_at` is the address of `definitions`."""
    paper = _new_paper(report)
    _write_head(paper, report.heading)
    _write_title(paper, report)
    _write_results(paper, report)
    _write_months(paper, report.boards)
    _write_remarks(paper, report, defined_at)
    _write_foot(paper, report.heading)
    if report.below:
        _write_offices(paper, report)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _new_paper(report: MonthReport) -> Paper:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = PAGE_WIDTH, PAGE_HEIGHT
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
    number_pages(page.header.paragraphs[0])
    about = paper.core_properties
    about.author = about.last_modified_by = clean(report.heading.issuer)
    about.title = clean(report.subject)
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = report.made_at.replace(tzinfo=None)
    return paper


# --- the parts of the paper ----------------------------------------------------------------------


def _write_head(paper: Paper, heading: Heading) -> None:
    left, right = two_cells(paper, Mm(66)).cells
    add(left, heading.superior.upper(), _HEAD, first=True)
    add(left, heading.issuer.upper(), replace(_HEAD, bold=True))
    add(left, "───────", _LINE)
    add(left, heading.number)
    add(right, STATE, replace(_HEAD, bold=True), first=True)
    motto = add(right, MOTTO, _BOLD)
    motto.runs[0].underline = True  # a line as long as the words
    add(right, "", _LINE)
    add(right, heading.place_and_day, replace(MIDDLE, italic=True))


def _write_title(paper: Paper, report: MonthReport) -> None:
    add(paper, "", _LINE)
    add(paper, "BÁO CÁO", TITLE)
    add(paper, report.subject, TITLE)
    add(paper, "──────────", _LINE)
    unfinished = "" if report.is_over else ", tháng chưa kết thúc"
    sentence(
        paper,
        f"{report.scope.name} báo cáo kết quả {report.month.name} của dịch vụ công qua Zalo; "
        f"số liệu đến {report.made_at:%H:%M %d/%m/%Y}{unfinished}.",
    )


def _write_results(paper: Paper, report: MonthReport) -> None:
    headline(paper, "I. Kết quả chung")
    for title, line in report.headline:
        compared = f" ({line.change} so với {report.before.name})" if line.change else ""
        sentence(paper, f"- {title}: {line.now}{line.unit}{compared}.")
    if not report.headline:
        sentence(paper, "Chưa có số liệu của tháng này.")
    headline(paper, "II. Số liệu trong tháng và so với tháng trước")
    names = [one.name[:1].upper() + one.name[1:] for one in (report.month, report.before)]
    rows: list[Sequence[str]] = []
    for shown, lines in report.compared:
        rows.append((_title(shown),))
        rows += [
            (line.figure.title, f"{line.now}{line.unit}", line.before, line.change or "–")
            for line in lines
        ]
    write_table(paper, ("Chỉ số", *names, "Thay đổi"), rows, Mm(75))


def _write_months(paper: Paper, boards: Sequence[ShownBoard]) -> None:
    headline(paper, "III. Diễn biến các tháng")
    periods = max((shown.periods[-MONTHS:] for shown in boards), key=len, default=())
    rows: list[Sequence[str]] = []
    for shown in boards:
        if not shown.drawn:
            continue
        rows.append((_title(shown),))
        for line in known_lines(shown):
            said = line.said[-MONTHS:]
            rows.append((line.figure.title, *["–"] * (len(periods) - len(said)), *said))
    head = ("Chỉ số", *(period.label for period in periods))
    write_table(paper, *filled_columns(head, rows), Mm(50), TINY_NUMBERS)


def _write_remarks(paper: Paper, report: MonthReport, defined_at: str) -> None:
    headline(paper, "IV. Tồn tại, nguyên nhân")
    for one in report.shortcomings:
        sentence(paper, f"- {one}")
    to_be_written(paper, "- Nguyên nhân: ")
    headline(paper, "V. Phương hướng, kiến nghị")
    to_be_written(paper)
    sentence(paper, f"{ABOUT_FIGURES} Cách tính và nguồn số liệu: {defined_at}", TINY)


def _write_foot(paper: Paper, heading: Heading) -> None:
    add(paper, "")
    row = two_cells(paper, Mm(82))
    keep_whole(row)
    left, right = row.cells
    add(left, "Nơi nhận:", Look(SMALL, bold=True, italic=True), first=True)
    for one in heading.recipients:
        add(left, f"- {one}", Look(TINY))
    for place, line in enumerate(heading.signer_title):
        add(right, line.upper(), _BOLD, first=not place)
    for _line in range(4):  # room for the signature
        add(right, "")
    add(right, heading.signer_name, _BOLD)


def _write_offices(paper: Paper, report: MonthReport) -> None:
    annex(paper, "Phụ lục", f"Hồ sơ theo đơn vị, {report.month.name}", report.annexed_to)
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
    write_table(paper, *filled_columns(OFFICES, rows), Mm(65), TINY_NUMBERS)
    if report.more:
        sentence(paper, f"Và {report.more} đơn vị khác.")


def _title(shown: ShownBoard) -> str:
    return shown.board.title + (" (toàn dịch vụ)" if shown.board.everywhere else "")
