"""Refuse the shipped catalogue if a public text contains internal matters."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.api.problems import pointer
from procedures.choices import Trust
from procedures.importing.particulars import CATALOGUE
from procedures.importing.reading import LAW_CALENDAR, read_json
from procedures.law.changes import acts_in_file
from procedures.law.standing import cited_acts, overtaken_by
from procedures.publishing.public_texts import public_text_problems

VOCABULARY = "vocabulary.json"
# The rest of the vocabulary is what people type.
SHOWN = {"questions": "question", "confusables": "hint", "elsewhere": "agency"}
SHOWN |= {"emergencies": "advice", "signposts": "reason"}


class Command(BaseCommand):
    requires_system_checks = ()  # some use the database; this one needs none
    help = "Tìm lời dành cho cán bộ, tên tệp, câu bị cắt, khoảng trắng thừa trong danh mục đi kèm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", default=str(CATALOGUE), help="Thư mục; mặc định là đi kèm."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        files = sorted(Path(options["folder"]).glob("*.json"))
        faults = [fault for file in files for fault in faults_in(file)]
        if faults := [*faults, *behind_the_law(files)]:
            raise CommandError("\n".join([*faults, f"{len(faults)} chỗ."]))
        self.stdout.write(f"Texts for citizens: nothing to mend in {len(files)} files.")


def faults_in(file: Path) -> Iterator[str]:
    """Yield the faults in one file of the catalogue, each with its place and the entry's id."""
    document = read_json(file)
    for path, text in public_text_problems(
        _shown(document) if file.name == VOCABULARY else document
    ):
        entry = document
        for step in path[:2]:
            entry = entry[step]
        name = f" ({entry['id']})" if isinstance(entry, dict) and "id" in entry else ""
        yield f"{file.name}{pointer(*path)}{name}: {text}"


def behind_the_law(files: Iterable[Path]) -> Iterator[str]:
    """Yield the entries that claim to be in force though they are older than an act.

    The day is that of the law calendar beside them, so that the check says the same on any day.
    """
    documents = {file.name: read_json(file) for file in files}
    calendar = documents.get(LAW_CALENDAR, {})
    day = date.fromisoformat(calendar.get("as_of", date.max.isoformat()))
    touching = acts_in_file(calendar)
    for name, document in documents.items():
        for entry in document.get("procedures", ()) if name != VOCABULARY else ():
            acts = [*cited_acts(entry.get("legal_basis", ())), *touching.get(entry["id"], ())]
            act = overtaken_by(entry.get("as_of", ""), acts, day)
            if act and entry.get("trust") == Trust.CURRENT:
                yield (
                    f"{name} ({entry['id']}): «Đang áp dụng» nhưng nội dung đến {entry['as_of']}, "
                    f"trước {act.number} ({act.begins})."
                )


def _shown(words: dict[str, Any]) -> dict[str, Any]:
    return {kind: [row[name] for row in words[kind]] for kind, name in SHOWN.items()}
