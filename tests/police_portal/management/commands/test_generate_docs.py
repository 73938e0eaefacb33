"""`generate_docs` writes stale documents; with --check it only lists them."""

from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from drf_spectacular.drainage import warn

from police_portal.documents import generated
from police_portal.documents.generated import DOCUMENTS


def generate(**options):
    out = StringIO()
    call_command("generate_docs", stdout=out, **options)
    return out.getvalue().strip()


@pytest.fixture
def folder(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def openapi():
    """Return what makes the document of the API, once: it takes seconds."""
    return cache(DOCUMENTS["docs/openapi.yaml"])


@pytest.fixture
def known_api(openapi, monkeypatch):
    monkeypatch.setitem(DOCUMENTS, "docs/openapi.yaml", openapi)


def test_all_documents_are_written_into_an_empty_folder(folder, known_api):
    assert generate() == f"Written: {', '.join(DOCUMENTS)}."
    assert [name for name in DOCUMENTS if not (folder / name).is_file()] == []
    assert generate() == generate(check=True) == "Current."


def test_check_lists_stale_documents_and_writes_nothing(folder, known_api):
    generate()
    (folder / "docs" / "problems.md").write_text("old")
    with pytest.raises(CommandError, match=r"Stale: docs/problems\.md\."):
        generate(check=True)
    assert (folder / "docs" / "problems.md").read_text() == "old"


def test_a_missing_file_is_stale(folder, known_api):
    generate()
    (folder / ".env.example").unlink()
    with pytest.raises(CommandError, match=r"\.env\.example"):
        generate(check=True)


def test_only_stale_documents_are_written(folder, known_api):
    generate()
    (folder / "docs" / "settings.md").write_text("old")
    assert generate() == "Written: docs/settings.md."


def test_a_warning_of_the_generator_is_an_error(folder, monkeypatch):
    make = generated.SchemaGenerator.get_schema

    def guessing(self, *args, **kwargs):
        schema = make(self, *args, **kwargs)
        warn("something was guessed")
        return schema

    monkeypatch.setattr(generated.SchemaGenerator, "get_schema", guessing)
    with pytest.raises(CommandError, match="something was guessed"):
        generate()


def test_documents_do_not_depend_on_the_database(openapi, monkeypatch):
    """Bounds of integer columns differ between SQLite and PostgreSQL; the contract must not."""
    from django.db import connection

    for bounds in ((0, 32767), (0, 9223372036854775807)):
        monkeypatch.setattr(
            connection.ops, "integer_field_range", lambda _kind, bounds=bounds: bounds
        )
        assert DOCUMENTS["docs/openapi.yaml"]() == openapi()
