"""What publishing a draft would change: one answer for the first page, lists, pages and acts.

It compares data, not renderings. Names of other procedures and of fields are left out: the
catalogue adds the current ones when it loads (`names.py`). So a draft does not differ because
another one was renamed or a new release uses other words.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from procedures.choices import State
from procedures.drafts.comparison import Difference, compare
from procedures.drafts.draft_format import compact, draft_of
from procedures.drafts.labels import label_field
from procedures.drafts.shared_changes import (
    compare_forms,
    compare_reductions,
    compare_translations,
)
from procedures.fees.table import table_of
from procedures.models import DraftEdit, Procedure, ProcedureVersion
from procedures.official_forms.table import forms_of, with_published
from procedures.translations.table import Translations

Draft = Mapping[str, Any]
# Members of a draft, and of its rows, that citizens never see.
OFFICERS_OWN = frozenset({"doubts"})
OFFICERS_OWN_IN = {
    "fees": frozenset({"source_title", "source_url", "note"}),
    "sources": frozenset({"reference"}),
}


class Seen(NamedTuple):
    """The published state of a procedure: its version, and the draft it was rendered from."""

    version: ProcedureVersion
    draft: Draft


@dataclass(frozen=True)
class Unpublished:
    """The unpublished changes of a draft: its own, and in what it shares with others.

    It is false if publishing would change nothing. `shared` tells in words what the last three
    members say.
    """

    differences: list[Difference] = field(default_factory=list)
    reductions: bool = False
    forms: bool = False
    translations: bool = False
    shared: list[Difference] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.differences) or self.reductions or self.forms or self.translations


def seen_by_citizens(ids: Iterable[str]) -> dict[str, Seen]:
    """Return the published state of those procedures that are published, by id.

    Costs three queries; documents are not loaded.
    """
    of = {"procedure": OuterRef("pk")}
    versions = ProcedureVersion.objects.filter(**of).order_by("-number").values("pk")
    edits = DraftEdit.objects.filter(**of, saved_at__lte=OuterRef("published_at"))
    rows = Procedure.objects.filter(pk__in=ids, state=State.PUBLISHED).order_by("pk")
    newest = rows.annotate(
        version=Subquery(versions[:1]), edit=Subquery(edits.order_by("-pk").values("pk")[:1])
    )
    pairs = dict(newest.values_list("version", "edit"))
    if not pairs:
        return {}
    drafts = dict(DraftEdit.objects.filter(pk__in=pairs.values()).values_list("pk", "draft"))
    found = ProcedureVersion.objects.defer("document", "card").in_bulk(pairs)
    return {
        version.procedure_id: Seen(version, drafts.get(pairs[key], {}))
        for key, version in found.items()
    }


def unpublished(
    procedure: Procedure,
    seen: Seen,
    translations: Translations,
    but_for_forms: Collection[str] = (),
) -> Unpublished:
    """Return the unpublished changes of `procedure`, whose parts are prefetched.

    `translations` are those that would be published with it. `but_for_forms` ignores the content of
    these forms.
    """
    version = seen.version
    forms = with_published(forms_of(procedure), version.forms, but_for_forms)
    reductions, before = table_of(procedure)["reductions"], version.fees.get("reductions", [])
    return Unpublished(
        [
            *_another_field(procedure, version),
            *compare(for_citizens(seen.draft), for_citizens(draft_of(procedure))),
        ],
        reductions != before,
        forms != version.forms,
        translations != version.translations,
        [
            *compare_reductions(before, reductions),
            *compare_forms(version.forms, forms),
            *compare_translations(version.translations, translations),
        ],
    )


def _another_field(procedure: Procedure, version: ProcedureVersion) -> Iterator[Difference]:
    """Yield a difference if the procedure moved to another field; drafts do not contain it."""
    before = version.search_entry
    if procedure.field_id != before["field"]:
        label = label_field(Procedure, "field")
        yield Difference(label, before["field_name"], procedure.field.name)


def for_citizens(draft: Draft) -> Draft:
    """Return the parts of `draft` that reach citizens, without empty members."""
    shown = {name: value for name, value in draft.items() if name not in OFFICERS_OWN}
    for name, own in OFFICERS_OWN_IN.items():
        shown[name] = [
            {member: value for member, value in row.items() if member not in own}
            for row in draft.get(name, ())
        ]
    for row in shown["fees"]:  # citizens see whether it is confirmed, not when
        row["confirmed_on"] = bool(row.get("confirmed_on"))
    whole: Draft = compact(shown)
    return whole
