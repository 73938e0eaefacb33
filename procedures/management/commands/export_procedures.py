"""Write published procedures to files that import_procedures reads, one for each field.

Each entry is the draft as it stands. What was never published is left out, because importing it
elsewhere would publish it.
"""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.choices import State
from procedures.draft_format import compact, draft_of
from procedures.importing.reading import FORMAT, FORMS, REDUCTIONS, TRANSLATIONS
from procedures.models import FeeReduction, OfficialForm, Procedure
from procedures.official_forms.draft_format import form_draft_of
from procedures.querysets import newest_versions, with_parts
from procedures.reduction_format import reduction_draft_of
from procedures.translations.exporting import as_file
from procedures.translations.matching import Row


class Command(BaseCommand):
    help = "Xuất danh mục thủ tục ra tệp JSON, mỗi lĩnh vực một tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Thư mục để ghi.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"Không tạo được thư mục {folder}.") from error
        by_field: dict[str, list[dict[str, Any]]] = {}
        for procedure in with_parts(Procedure.objects.filter(state=State.PUBLISHED).order_by("pk")):
            by_field.setdefault(procedure.field_id, []).append(compact(draft_of(procedure)))
        for code, drafts in by_field.items():
            content = {"format": FORMAT, "field": code, "procedures": drafts}
            _write(folder / f"{code}.json", content)
        published = {draft["id"] for drafts in by_field.values() for draft in drafts}
        if acts := _list_reductions(published):
            _write(folder / REDUCTIONS, {"format": FORMAT, "reductions": acts})
        if forms := [compact(form_draft_of(form)) for form in OfficialForm.objects.order_by("pk")]:
            _write(folder / FORMS, {"format": FORMAT, "forms": forms})
        for language, rows in _list_translations().items():
            (folder / TRANSLATIONS).mkdir(exist_ok=True)
            _write(folder / TRANSLATIONS / f"{language}.json", as_file(language, rows))
        self.stdout.write(
            f"Đã xuất {sum(map(len, by_field.values()))} thủ tục, {len(by_field)} lĩnh vực."
        )


def _list_reductions(published: set[str]) -> list[dict[str, Any]]:
    """Return the acts by id, each with its published procedures; those without any are left out."""
    found = []
    for act in FeeReduction.objects.prefetch_related("reduced").order_by("pk"):
        draft = reduction_draft_of(act)
        draft["procedures"] = [row for row in draft["procedures"] if row["procedure"] in published]
        found += [compact(draft)] if draft["procedures"] else []
    return found


def _list_translations() -> dict[str, dict[str, list[Row]]]:
    """Return the translations that citizens have, by language and procedure."""
    found: dict[str, dict[str, list[Row]]] = {}
    versions = newest_versions().filter(state=State.PUBLISHED).order_by("procedure")
    for procedure, translations in versions.values_list("procedure", "translations"):
        for language, rows in sorted(translations.items()):
            found.setdefault(language, {})[procedure] = rows
    return found


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
