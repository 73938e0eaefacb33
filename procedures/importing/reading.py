"""Read catalogue files: validated drafts, or a list of faults with their places."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rest_framework.serializers import ValidationError

from foundation.api.problems import field_errors, pointer
from foundation.importing import json_files
from foundation.importing.tables import FileRefused
from offices.models import Field
from procedures.actions import makes_circle
from procedures.drafts.draft_format import DraftSerializer, validate_draft
from procedures.models import OfficialForm, Procedure
from procedures.validators import publishing_problems

FORMAT = 1
# Files next to the procedures in a folder.
REDUCTIONS = "fee_reductions.json"
FORMS = "forms.json"
# Its folder of translations, and the name of the list in these files.
TRANSLATIONS = "translations"
LAW_CALENDAR = "law_calendar.json"
OTHER_FILES = frozenset({"vocabulary.json", LAW_CALENDAR, REDUCTIONS, FORMS})
MAX_FILE_BYTES = 64 * 1024 * 1024
Validate = Callable[[Mapping[str, Any]], dict[str, Any]]
FindProblems = Callable[[dict[str, Any]], Iterable[tuple[tuple[str | int, ...], str]]]


@dataclass(frozen=True)
class Fault:
    """A fault and its place: the file, a JSON pointer, and the id of the entry, if it has one."""

    file: str
    pointer: str
    text: str
    entry: str = ""

    def __str__(self) -> str:
        entry = f" ({self.entry})" if self.entry else ""
        return f"{self.file}{self.pointer}{entry}: {self.text}"


class Invalid(Exception):
    """The files cannot be loaded; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(f"{len(self.faults)} lỗi trong tệp")


@dataclass(frozen=True)
class Entry:
    """One validated draft and its place in the file."""

    file: str
    pointer: str
    draft: Mapping[str, Any]

    def fault(self, path: tuple[str | int, ...], text: str) -> Fault:
        """Return a fault at `path` inside this entry."""
        return Fault(self.file, self.pointer + pointer(*path), text, self.draft["id"])


@dataclass
class Files:
    """The content of the files: drafts, the fields they cover, and faults."""

    entries: list[Entry] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def find_files(paths: Iterable[str]) -> list[Path]:
    """Return the files to read: those in `paths`, and those in folders among them.

    Raises Invalid for a path that does not exist and for a folder without such files.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise Invalid([Fault(name, "", "Không có tệp này.")])
        if path.name in {REDUCTIONS, FORMS} or path.parent.name == TRANSLATIONS:
            continue  # `reductions_file.py`, `forms_file.py` and `translations_file.py` read them
        in_folder = (file for file in path.glob("*.json") if file.name not in OTHER_FILES)
        files = sorted(in_folder) if path.is_dir() else [path]
        if not files:
            raise Invalid([Fault(name, "", "Thư mục không có tệp danh mục nào.")])
        found += files
    return found


def read_json(path: Path) -> Any:
    """Return the JSON in `path`, its texts in NFC. Raises Invalid for anything else."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refuse(path, "Tệp quá lớn (tối đa 64 MB).")
        return json_files.parse(path.read_bytes())
    except FileRefused as error:
        raise _refuse(path, str(error)) from error
    except OSError as error:
        raise _refuse(path, "Không đọc được tệp này.") from error


def files_named(name: str, paths: Iterable[str]) -> list[Path]:
    """Return the files of this name among `paths`, and in those that are folders."""
    named = (path / name if path.is_dir() else path for path in map(Path, paths))
    return [path for path in named if path.name == name and path.is_file()]


def items_of(path: Path, key: str) -> Iterator[tuple[str, Any]]:
    """Yield the items of the list `key` in a file, each with its place. Raises Invalid."""
    data = read_json(path)
    if fault := check_list(path.name, data, key):
        raise Invalid([fault])
    for i, item in enumerate(data[key]):
        yield pointer(key, i), item


def _refuse(path: Path, text: str) -> Invalid:
    return Invalid([Fault(path.name, "", text)])


def read(paths: Iterable[str], new_forms: Iterable[str] = ()) -> Files:
    """Return the drafts in the files of `paths`, checked one by one and all together.

    They may refer to stored forms and to `new_forms`. Raises Invalid with every fault.
    """
    files = Files()
    for path in find_files(paths):
        _read_file(path, files)
    files.faults += [
        *_find_duplicates(files.entries),
        *_find_unknown_procedures(files.entries),
        *_find_circles(files.entries),
        *_find_unknown_forms(files.entries, new_forms),
    ]
    if files.faults:
        raise Invalid(files.faults)
    return files


def _read_file(path: Path, files: Files) -> None:
    data = read_json(path)
    if fault := _check_header(path.name, data):
        files.faults.append(fault)
        return
    files.fields.add(data["field"])
    for i, item in enumerate(data["procedures"]):
        place = pointer("procedures", i)
        draft, faults = check_item(path.name, place, item, _validate, publishing_problems)
        files.faults += faults
        if draft is not None:
            files.entries.append(Entry(path.name, place, {**draft, "field_id": data["field"]}))


def _check_header(name: str, data: Any) -> Fault | None:
    if fault := check_list(name, data, "procedures"):
        return fault
    if not Field.objects.filter(pk=str(data.get("field"))).exists():
        return Fault(name, "/field", "Không có lĩnh vực này.")
    unknown = set(data) - {"format", "field", "about", "procedures"}
    return Fault(name, pointer(min(unknown)), "Không có trường này.") if unknown else None


def check_list(name: str, data: Any, key: str) -> Fault | None:
    """Return the fault if `data`, read from the file `name`, has no list `key`."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return Fault(name, "/format", f"Tệp phải là một đối tượng JSON có «format»: {FORMAT}.")
    if not isinstance(data.get(key), list):
        return Fault(name, pointer(key), f"Cần danh sách «{key}».")
    return None


def check_item(
    name: str, place: str, item: Any, validate: Validate, problems_of: FindProblems
) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Return the draft that `validate` makes of one item of the file `name`, and its faults.

    The draft is None if the item has another shape; then `problems_of` is not called.
    """
    if not isinstance(item, Mapping):
        return None, [Fault(name, place, "Cần một đối tượng JSON.")]
    entry = str(item.get("id", ""))[:60]
    try:
        draft = validate(item)
    except ValidationError as error:
        return None, [
            Fault(name, place + e.pointer, e.detail, entry) for e in field_errors(error.detail)
        ]
    problems = problems_of(draft)
    return draft, [Fault(name, place + pointer(*path), text, entry) for path, text in problems]


def _validate(item: Mapping[str, Any]) -> dict[str, Any]:
    return _fill_in(validate_draft(item))


def _fill_in(validated: Mapping[str, Any]) -> dict[str, Any]:
    """Return the draft with defaults for omitted members."""
    draft = {**defaults_of(DraftSerializer), **validated}
    for name, part in _parts().items():
        draft[name] = [{**defaults_of(part), **row} for row in draft[name]]
    draft["superseded_by"] = draft.pop("superseded_by_id")
    return draft


@cache
def _parts() -> dict[str, type]:
    """Return the serializer of each part that is a list of rows."""
    children = {
        name: getattr(part, "child", None) for name, part in DraftSerializer().fields.items()
    }
    return {name: type(child) for name, child in children.items() if hasattr(child, "Meta")}


def defaults_of(serializer: Any) -> dict[str, Any]:
    """Return the defaults of the columns of a model serializer."""
    columns = {column.name: column for column in serializer.Meta.model._meta.concrete_fields}
    defaults = {
        name: columns[name].get_default()
        for name in serializer.Meta.fields
        if name in columns and not columns[name].is_relation
    }
    # A legal basis also has a `superseded_by`, but that is a text.
    return {**defaults, "superseded_by_id": None} if serializer is DraftSerializer else defaults


def _find_duplicates(entries: list[Entry]) -> Iterator[Fault]:
    ids = Counter(entry.draft["id"] for entry in entries)
    codes = Counter(entry.draft["code"] for entry in entries if entry.draft["code"])
    for entry in entries:
        code = entry.draft["code"]
        if ids[entry.draft["id"]] > 1:
            yield entry.fault(("id",), "Định danh này xuất hiện nhiều lần.")
        if codes[code] > 1:
            yield entry.fault(("code",), f"Mã {code} xuất hiện nhiều lần.")
        if len(set(entry.draft["cases"])) < len(entry.draft["cases"]):
            yield entry.fault(("cases",), "Có trường hợp trùng tên.")
        kinds = [channel["kind"] for channel in entry.draft["channels"]]
        if len(set(kinds)) < len(kinds):
            yield entry.fault(("channels",), "Có cách thức trùng nhau.")


def _find_unknown_procedures(entries: list[Entry]) -> Iterator[Fault]:
    known = {entry.draft["id"] for entry in entries} | set(
        Procedure.objects.values_list("pk", flat=True)
    )
    for entry in entries:
        successor = entry.draft["superseded_by"]
        if successor is not None and successor not in known:
            yield entry.fault(("superseded_by",), f"Không có thủ tục {successor}.")
        for i, row in enumerate(entry.draft["next_procedures"]):
            if row["target"] not in known:
                path = ("next_procedures", i, "target")
                yield entry.fault(path, f"Không có thủ tục {row['target']}.")


def _find_circles(entries: list[Entry]) -> Iterator[Fault]:
    successors = dict(Procedure.objects.values_list("pk", "superseded_by_id"))
    successors |= {entry.draft["id"]: entry.draft["superseded_by"] for entry in entries}
    for entry in entries:
        if makes_circle(entry.draft["id"], entry.draft["superseded_by"], successors):
            yield entry.fault(("superseded_by",), "Các thủ tục thay thế nhau thành vòng.")


def _find_unknown_forms(entries: list[Entry], new_forms: Iterable[str]) -> Iterator[Fault]:
    known = {*new_forms, *OfficialForm.objects.values_list("pk", flat=True)}
    for entry in entries:
        for i, row in enumerate(entry.draft["forms"]):
            if row["form"] not in known:
                yield entry.fault(("forms", i, "form"), f"Không có mẫu {row['form']}.")
