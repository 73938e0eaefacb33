"""What an officer should know before deciding about a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.utils import timezone

from foundation.importing.comparison import fingerprint
from procedures.actions import waits
from procedures.choices import FINAL_FEES, Trust
from procedures.drafts.comparison import Difference, compare
from procedures.drafts.draft_format import draft_of
from procedures.drafts.history import newest_version, published_draft
from procedures.drafts.labels import place_of
from procedures.drafts.unpublished_changes import Unpublished, for_citizens
from procedures.fees.periods import fee_warnings
from procedures.fees.validators import Path
from procedures.models import Procedure, ProcedureVersion
from procedures.publishing import rendering
from procedures.publishing.names import with_published_names
from procedures.publishing.public_texts import public_text_problems
from procedures.querysets import with_parts
from procedures.translations.table import needs_another_person
from procedures.validators import publishing_problems


@dataclass
class Review:
    """A draft, the rules that it breaks, and how it differs from what citizens see."""

    procedure: Procedure
    fingerprint: str
    breaches: list[str]
    fee_warnings: list[str]
    text_warnings: list[str]
    newest: ProcedureVersion | None = None
    by: User | None = None
    waits: Unpublished | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def published(self) -> bool:
        """Whether citizens see the procedure."""
        return self.waits is not None

    @property
    def changed(self) -> bool:
        """Whether publishing would change anything for citizens; `publish` uses the same rule."""
        return self.waits is None or bool(self.waits)

    @property
    def brought(self) -> list[Difference]:
        """What publishing brings: the changes of the draft, and of what it shares with others."""
        return [*self.differences, *(self.waits.shared if self.waits else ())]

    @property
    def translations_alone(self) -> int:
        """How many texts this officer reviewed that somebody else has to publish."""
        if self.newest is None:
            return 0
        return sum(
            needs_another_person(row, self.by) and not row.published
            for row in self.procedure.translations.all()
        )

    @property
    def doubtful(self) -> bool:
        """Whether an officer must check the entry again."""
        return self.procedure.trust in {Trust.NEEDS_RECHECK, Trust.AMENDED}

    @property
    def fee_is_final(self) -> bool:
        """Whether citizens are shown an amount."""
        return self.procedure.fee_status in FINAL_FEES

    def document(self) -> dict[str, Any]:
        """Return the document that publishing would render now."""
        stamp = rendering.Stamp(rendering.next_number(self.procedure), timezone.now())
        rendered = rendering.render(self.procedure, stamp)
        return with_published_names(orjson.loads(rendered.document))


def review_of(procedure_id: str, by: User | None = None) -> Review:
    """Return the review of a procedure for the officer `by`; raises Procedure.DoesNotExist."""
    procedure = with_parts(Procedure.objects.filter(pk=procedure_id)).get()
    draft, newest, found = draft_of(procedure), newest_version(procedure), waits(procedure, by)
    return Review(
        procedure,
        fingerprint(draft),
        _described(publishing_problems(draft)),
        _described(fee_warnings(draft, timezone.localdate())),
        _described(public_text_problems(draft)),
        newest,
        by,
        found,
        _since(procedure, newest, draft) if found is None else found.differences,
    )


def _since(
    procedure: Procedure, withdrawn: ProcedureVersion | None, draft: Mapping[str, Any]
) -> list[Difference]:
    """Return what has changed since citizens saw a procedure that was withdrawn."""
    before = published_draft(procedure, withdrawn) if withdrawn else None
    return compare(for_citizens(before), for_citizens(draft)) if before else []


def _described(problems: Iterable[tuple[Path, str]]) -> list[str]:
    return [f"{place_of(path)}: {text}" for path, text in problems]
