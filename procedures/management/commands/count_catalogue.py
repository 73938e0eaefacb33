"""Print how complete and how sure the files of a catalogue are.

Another folder may be given, such as that of an older release: then both are read by the same rules,
with the law calendar that is shipped today.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from procedures.choices import Certainty, FeeStatus, Language, Trust
from procedures.importing.particulars import CATALOGUE
from procedures.importing.reading import (
    FORMS,
    LAW_CALENDAR,
    REDUCTIONS,
    TRANSLATIONS,
    read_json,
)
from procedures.law.changes import acts_in_file
from procedures.law.standing import cited_acts, overtaken_by
from procedures.translations.texts import texts_of_draft

Entry = Mapping[str, Any]
_DEFAULTS = ("online_note", "deciding_agency", "applicability_note", "short_name")


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Đếm danh mục: mức thu chắc chắn và có ngày, trường hợp, mẫu có tệp, nội dung cũ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CATALOGUE, help="Thư mục.")

    def handle(self, *_args: object, **options: Any) -> None:
        for title, number in count(options["folder"]):
            self.stdout.write(f"{number:>6}  {title}")


def count(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield what is counted in `folder`, with the number."""
    files = [read_json(path) for path in sorted(folder.glob("*.json"))]
    entries = [row for file in files if "field" in file for row in file.get("procedures", ())]
    yield "thủ tục", len(entries)
    yield from _fees(entries)
    acts = read_json(folder / REDUCTIONS)["reductions"]
    yield "miễn, giảm: nhóm người hoặc văn bản", len(acts)
    yield (
        "thủ tục có ghi ai được miễn, giảm",
        len({row["procedure"] for act in acts for row in act["procedures"]}),
    )
    yield "thủ tục có trường hợp", sum(bool(entry.get("cases")) for entry in entries)
    yield "trường hợp", sum(len(entry.get("cases", ())) for entry in entries)
    yield "thủ tục có thời hạn theo trường hợp", sum(map(_has_days_of_a_case, entries))
    replaced = [b for e in entries for b in e.get("legal_basis", ()) if "superseded_by" in b]
    yield "căn cứ đã bị thay", len(replaced)
    yield "căn cứ đã bị thay mà chưa rõ ngày", sum("expired_on" not in b for b in replaced)
    forms = read_json(folder / FORMS)["forms"]
    used = [form for form in forms if "replaced_by" not in form and "effective_to" not in form]
    yield "biểu mẫu đang dùng", len(used)
    yield "biểu mẫu đang dùng có tệp", sum("link" in form for form in used)
    yield "thủ tục dừng có ngày", sum("closed_from" in entry for entry in entries)
    yield from _law(entries)
    rows = (
        read_json(folder / LAW_CALENDAR)["law_changes"] if (folder / LAW_CALENDAR).is_file() else []
    )
    open_rows = [row for row in rows if not row.get("dealt_on")]
    yield "mốc pháp luật", len(rows)
    yield "mốc chưa xử lý", len(open_rows)
    yield "mốc chưa xử lý, chưa ghi thiếu gì, ai làm", sum("missing" not in r for r in open_rows)
    yield from _untranslated(folder, entries, acts)


def _has_days_of_a_case(entry: Entry) -> bool:
    """Return whether a time limit belongs to some of the cases and not to others."""
    names = set(entry.get("cases", ()))
    conditions = [row.get("condition", "") for row in entry.get("time_limits", ())]
    return any(text in names or names.issuperset(text.split("; ")) for text in conditions)


def _fees(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    fees = [fee for entry in entries for fee in entry.get("fees", ())]
    known = [fee for fee in fees if "amount" in fee]
    read = [fee for fee in known if fee["certainty"] == Certainty.TEXT_READ]
    yield "mức thu", len(fees)
    yield "mức thu biết số tiền", len(known)
    yield "mức thu đã đọc văn bản", len(read)
    dated = [fee for fee in read if "effective_from" in fee or "effective_to" in fee]
    yield "mức thu đã đọc văn bản và có ngày", len(dated)
    unsure = {FeeStatus.FREE: "miễn phí", FeeStatus.CONFIRMED: "đã xác định"}
    for status, words in unsure.items():
        yield f"thủ tục {words}", sum(one.get("fee_status") == status for one in entries)
    unnamed = [fee for fee in fees if not (fee.get("name") or fee.get("condition"))]
    yield "mức chưa rõ không nói về điều gì", sum("amount" not in fee for fee in unnamed)


def _law(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    """Yield how many texts are older than an act, as of the shipped law calendar."""
    calendar = read_json(CATALOGUE / LAW_CALENDAR)
    day, touching = date.fromisoformat(calendar["as_of"]), acts_in_file(calendar)
    behind = [
        entry
        for entry in entries
        if overtaken_by(
            entry["as_of"],
            [*cited_acts(entry.get("legal_basis", ())), *touching.get(entry["id"], ())],
            day,
        )
    ]
    current = [entry for entry in behind if entry.get("trust") == Trust.CURRENT]
    yield "nội dung cũ hơn văn bản", len(behind)
    yield "nội dung cũ hơn văn bản mà ghi «Đang áp dụng»", len(current)
    for trust in Trust:
        yield (
            f"thủ tục «{trust.label}»",
            sum(entry.get("trust", Trust.NEEDS_RECHECK) == trust for entry in entries),
        )


def _untranslated(
    folder: Path, entries: list[Entry], acts: list[Entry]
) -> Iterator[tuple[str, int]]:
    """Yield how many public texts of translated procedures have no words, by language."""
    by_id = {entry["id"]: entry for entry in entries}
    for language in Language:
        path = folder / TRANSLATIONS / f"{language}.json"
        rows = read_json(path)["translations"] if path.is_file() else []
        missing = sum(_missing(by_id[row["procedure"]], row["texts"], acts) for row in rows)
        yield f"thủ tục có bản dịch {language}", len(rows)
        yield f"câu chưa dịch trong số đó ({language})", missing


def _missing(entry: Entry, texts: list[Entry], acts: list[Entry]) -> int:
    known = {(text["field"], text["source"]) for text in texts}
    less = [
        {
            **{name: act.get(name, "") for name in ("name", "who")},
            "needs": " ".join(filter(None, [act.get("needs"), row.get("needs")])),
        }
        for act in acts
        for row in act["procedures"]
        if row["procedure"] == entry["id"]
    ]
    draft = {**dict.fromkeys(_DEFAULTS, ""), **entry}
    found = texts_of_draft(_whole(draft), less)
    return sum((field, text) not in known for field, some in found.items() for text in some)


def _whole(draft: Entry) -> Entry:
    """Return the draft whose rows have every text member."""
    members = {
        "documents": ("name", "condition"),
        "steps": ("title", "detail"),
        "time_limits": ("condition",),
        "fees": ("group", "condition", "name", "unit"),
    }
    rows = {
        name: [{**dict.fromkeys(texts, ""), **row} for row in draft.get(name, ())]
        for name, texts in members.items()
    }
    return {**draft, **rows}
