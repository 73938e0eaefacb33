"""What `make bench` keeps and shows: figures of parts that exist, each with its day and commit."""

import json
from pathlib import Path

import pytest

from benchmarks import report, run
from benchmarks.report import Part, at_least

BOOK = Path(report.__file__).with_name("README.md")


def a_part(reached: float = 0.5) -> Part:
    facts = {"date": "2026-11-29", "commit": "abcdef01"}
    return Part(facts, [at_least("search asked before ÷ bare view", reached, 0.8)])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Results and README of a repository that has neither figures nor rows."""
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr(report, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(report, "README", tmp_path / "README.md")
    report.README.write_text("a\n<!-- bench -->\nold\n<!-- /bench -->\nz\n")
    return tmp_path


def shipped(name: str) -> Path:
    return Path(report.__file__).with_name("results") / name


def test_the_table_of_readme_is_what_the_results_make():
    readme = (BOOK.parent.parent / "README.md").read_text()
    report.BASELINE.write_text(shipped("baseline.json").read_text())
    shown = report.MARKS.search(readme)
    assert shown is not None
    assert shown[0] == f"<!-- bench -->\n{report.summary(report.kept())}<!-- /bench -->"


def test_results_are_of_parts_that_exist():
    assert set(json.loads(shipped("baseline.json").read_text())) <= set(run.PARTS)


def test_every_part_is_a_module_that_the_book_of_measurements_explains():
    modules = {file.stem for file in (BOOK.parent / "parts").glob("[a-z]*.py")}
    named = {line.split("|")[1].strip() for line in BOOK.read_text().splitlines() if "|" in line}
    assert modules == set(run.PARTS)
    assert modules <= named


def test_a_row_of_readme_has_its_day_and_commit(folder):
    report.save("answers_per_second", a_part(), run.PARTS)
    report.write_readme()
    assert "| 0.50 | **✗** | 2026-11-29, abcdef01 |" in (folder / "README.md").read_text()


def test_a_part_that_failed_loses_its_figures():
    report.save("answers_per_second", a_part(), run.PARTS)
    report.save("answers_per_second", None, run.PARTS)
    assert report.kept() == {}


def test_a_part_that_failed_keeps_the_figures_of_the_others():
    report.save("screening", a_part(), run.PARTS)
    report.save("answers_per_second", None, run.PARTS)
    assert set(report.kept()) == {"screening"}
