"""Write published procedures to files for import_procedures, one per field.

Each entry is the draft or, if it has unpublished changes, the published one: importing it elsewhere
publishes it. For the same reason procedures that were never published are left out, with links and
successors that lead to them. Every export can be imported into an empty database.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.choices import State
from procedures.drafts.draft_format import compact, draft_of
from procedures.drafts.unpublished_changes import for_citizens, seen_by_citizens
from procedures.fees.reduction_format import reduction_draft_of
from procedures.importing.reading import FORMAT, FORMS, REDUCTIONS, TRANSLATIONS
from procedures.models import FeeReduction, OfficialForm, Procedure, Translation
from procedures.official_forms.draft_format import form_draft_of
from procedures.querysets import newest_versions, with_parts
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
        for field, draft in _list_drafts():
            by_field.setdefault(field, []).append(compact(draft))
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


def _list_drafts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield field and draft of each published procedure, by id."""
    rows = Procedure.objects.filter(state=State.PUBLISHED).order_by("pk")
    procedures = list(with_parts(rows))
    seen = seen_by_citizens(procedure.pk for procedure in procedures)
    for procedure in procedures:
        draft, published = draft_of(procedure), seen[procedure.pk].draft
        if published and for_citizens(draft) != for_citizens(published):
            draft = {**draft, **published}
        draft["next_procedures"] = [
            link for link in draft["next_procedures"] if link["target"] in seen
        ]
        if draft["superseded_by"] not in seen:
            draft["superseded_by"] = None
        yield procedure.field_id, draft


def _list_reductions(published: set[str]) -> list[dict[str, Any]]:
    """Return the acts by id, each with its published procedures; acts without any are skipped."""
    found = []
    for act in FeeReduction.objects.prefetch_related("reduced").order_by("pk"):
        draft = reduction_draft_of(act)
        draft["procedures"] = [row for row in draft["procedures"] if row["procedure"] in published]
        found += [compact(draft)] if draft["procedures"] else []
    return found


def _list_translations() -> dict[str, dict[str, list[Row]]]:
    """Return the published translations, by language and procedure."""
    found: dict[str, dict[str, list[Row]]] = {}
    keys = ("procedure", "language", "field", "source", "words")
    read_back = Translation.objects.exclude(back_translation="")
    backs = {tuple(key): back for *key, back in read_back.values_list(*keys, "back_translation")}
    versions = newest_versions().filter(state=State.PUBLISHED).order_by("procedure")
    for procedure, translations in versions.values_list("procedure", "translations"):
        for language, rows in sorted(translations.items()):
            found.setdefault(language, {})[procedure] = [
                {**row, "back_translation": backs.get((procedure, language, *_said(row)), "")}
                for row in rows
            ]
    return found


def _said(row: Row) -> tuple[str, str, str]:
    return row["field"], row["source"], row["words"]


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
