"""The command writes a Word file and a table."""

import io

import pytest
from django.core.management import call_command
from docx import Document


@pytest.mark.django_db
def test_both_files_hold_every_annex(tmp_path):
    call_command("security_dossier", tmp_path / "ho-so", stdout=io.StringIO())
    table = (tmp_path / "ho-so" / "ho-so-cap-do-3.tsv").read_text(encoding="utf-8")
    paper = Document(tmp_path / "ho-so" / "ho-so-cap-do-3.docx")
    assert len(paper.tables) == 7
    for number in range(1, 8):
        assert f"Phụ lục {number}\t" in table
    assert "10 lần gần nhất" in table
