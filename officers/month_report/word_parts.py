"""Paragraphs and tables of a Word file (.docx) in the form of NĐ 30/2020/NĐ-CP.

python-docx has no repeated header rows, unbroken rows and page numbers: for these we write the
WordprocessingML elements (ECMA-376) ourselves.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.enum.text import WD_TAB_LEADER as LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)  # within 20–25, 20–25, 30–35, 15–20
TEXT, SMALL, TINY, LARGE = Pt(13), Pt(12), Pt(11), Pt(14)
_PATTERN = "x"


@dataclass(frozen=True)
class Look:
    """The format of a paragraph."""

    size: Length = TEXT
    align: ALIGN = ALIGN.LEFT
    bold: bool = False
    italic: bool = False


MIDDLE = Look(align=ALIGN.CENTER)
TITLE = Look(LARGE, ALIGN.CENTER, bold=True)
NUMBERS, TINY_NUMBERS = Look(SMALL, ALIGN.RIGHT), Look(TINY, ALIGN.RIGHT)


def add(place: Paper | _Cell, text: str, look: Look = MIDDLE, *, first: bool = False) -> Paragraph:
    """Add a paragraph; the `first` one of a cell exists already."""
    found: Any = place
    paragraph: Paragraph = found.paragraphs[0] if first else found.add_paragraph()
    paragraph.alignment = look.align
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold, run.italic = look.size, look.bold, look.italic
    return paragraph


def sentence(paper: Paper, text: str, size: Length = TEXT) -> None:
    """Add a paragraph of text: indented by 10 mm, justified, 6 points apart."""
    shape = add(paper, text, Look(size, ALIGN.JUSTIFY)).paragraph_format
    shape.first_line_indent, shape.space_after = Mm(10), Pt(6)


def to_be_written(paper: Paper, text: str = "") -> None:
    """Add a dotted line up to the margin, on which whoever edits the paper writes."""
    paragraph = add(paper, text, Look())
    paragraph.runs[0].add_tab()
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(10), Pt(6)
    shape.tab_stops.add_tab_stop(Length(PAGE_WIDTH - LEFT - RIGHT), TAB.RIGHT, LEADER.DOTS)


def headline(paper: Paper, text: str) -> None:
    """Add the title of a section, kept on the page of the next paragraph."""
    shape = add(paper, text, Look(bold=True)).paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(8), Pt(4), True


def annex(paper: Paper, name: str, title: str, annexed_to: str) -> None:
    """Begin an annex on a page of its own."""
    head = add(paper, name, TITLE)
    head.paragraph_format.page_break_before = True
    add(paper, title.upper(), replace(TITLE, size=TEXT))
    below = add(paper, annexed_to, replace(MIDDLE, italic=True))
    below.paragraph_format.space_after = Pt(8)


def two_cells(paper: Paper, first_width: Length) -> _Row:
    """Add two cells side by side, without lines, over the whole width."""
    widths = [first_width, Length(PAGE_WIDTH - LEFT - RIGHT - first_width)]
    table = paper.add_table(rows=1, cols=2)
    _set_grid(table, widths)
    row: _Row = table.rows[0]
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    return row


def _set_grid(table: Table, widths: Sequence[Length]) -> None:
    """Set the widths of columns: LibreOffice reads these, Word those of the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def filled_columns(
    head: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Return head and rows without the columns that have a value («–» is none) in no row."""
    whole = [row for row in rows if len(row) > 1]
    kept = [
        place for place in range(len(head)) if not place or any(row[place] != "–" for row in whole)
    ]
    return (
        [head[place] for place in kept],
        [row if len(row) == 1 else [row[place] for place in kept] for row in rows],
    )


def write_table(
    paper: Paper,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    first_width: Length,
    look: Look = NUMBERS,
) -> None:
    """Add a table whose head is repeated on each page and whose rows are never broken.

    A row with a single text spans all columns. `look` is that of all columns but the first.
    """
    rest = Mm(int((PAGE_WIDTH - LEFT - RIGHT - first_width) / Mm(1)) // max(1, len(head) - 1))
    widths = [first_width, *[rest] * (len(head) - 1)]
    table = paper.add_table(rows=1, cols=len(head), style="Table Grid")
    _set_grid(table, widths)
    _fill(table.rows[0], head, widths, replace(look, bold=True))
    _mark(table.rows[0], "w:tblHeader")
    plain, wide = _patterns(table, widths, look)
    for texts in rows:
        row = deepcopy(wide if len(texts) == 1 else plain)
        for place, text in zip(row.iter(qn("w:t")), texts, strict=True):
            place.text = clean(text)
        _xml(table).append(row)


def _patterns(table: Table, widths: Sequence[Length], look: Look) -> tuple[Any, Any]:
    """Return a row of all columns and one of a single text, as templates to copy.

    python-docx takes 3 ms per cell, a copy of a whole row 0.05 ms.
    """
    plain, wide = table.add_row(), table.add_row()  # type: ignore[no-untyped-call]
    _fill(plain, [_PATTERN] * len(widths), widths, look)
    wide.cells[0].merge(wide.cells[-1])
    _fill(wide, [_PATTERN], widths, replace(look, bold=True))
    wide.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    for row in (plain, wide):
        _xml(table).remove(_xml(row))
    return _xml(plain), _xml(wide)


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[Length], look: Look) -> None:
    keep_whole(row)
    cells = row.cells
    for column, text in enumerate(texts):
        if len(texts) > 1:
            cells[column].width = widths[column]
        shown = look if column else replace(look, align=ALIGN.LEFT)
        add(cells[column], text, shown, first=True)


def keep_whole(row: _Row) -> None:
    """Move a row to the next page as a whole."""
    _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    """Set a boolean property of a row."""
    _xml(row).get_or_add_trPr().append(OxmlElement(name))


def number_pages(paragraph: Paragraph) -> None:
    """Write the number of the page in the middle of the upper margin (Phụ lục I, I.7)."""
    paragraph.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    _xml(paragraph).append(field)


def clean(text: str) -> str:
    """Return a text without the characters that XML does not allow."""
    return "".join(letter for letter in text if letter.isprintable())


def _xml(part: Table | _Row | Paragraph) -> Any:
    """Return the element of a part."""
    return part._element  # noqa: SLF001  # python-docx shows it by no other name
