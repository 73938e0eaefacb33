"""The annexes of the dossier as one .docx."""

import io
from collections.abc import Iterable
from datetime import date

from docx import Document
from docx.shared import Mm

from officers.month_report.word_parts import TINY, TITLE, Look, add, annex, write_table
from security.level3.contents import Annex


def as_docx(annexes: Iterable[Annex], made_on: date) -> bytes:
    """Return the file."""
    paper = Document()
    add(paper, "HỒ SƠ CẤP ĐỘ 3: PHẦN HỆ THỐNG TRẢ LỜI ĐƯỢC", TITLE)
    add(paper, f"Lập ngày {made_on:%d/%m/%Y}; thẩm định, phê duyệt theo NĐ 331/2026/NĐ-CP.")
    for one in annexes:
        annex(paper, one.name, one.title, "")
        write_table(paper, one.head, one.rows, Mm(45), Look(TINY))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
