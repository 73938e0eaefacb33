"""What an officer should know before deciding about a draft."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.utils import timezone

from procedures import rendering
from procedures.choices import FINAL_FEES, State, Trust
from procedures.draft_comparison import Difference, compare
from procedures.draft_format import draft_of, fingerprint
from procedures.draft_labels import place_of
from procedures.fee_validators import Path
from procedures.fees.periods import fee_warnings
from procedures.fees.table import table_of
from procedures.history import newest_version, published_draft
from procedures.models import Procedure, ProcedureVersion
from procedures.official_forms.table import forms_of
from procedures.public_texts import public_text_problems
from procedures.querysets import with_parts
from procedures.translations.table import needs_another_person, translations_to_publish
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
    differences: list[Difference] = field(default_factory=list)

    @property
    def published(self) -> bool:
        """Whether citizens see the procedure."""
        return self.newest is not None and self.newest.state == State.PUBLISHED

    @property
    def reductions_changed(self) -> bool:
        """Whether acts now give other reductions than citizens see."""
        before = self.newest.fees.get("reductions", []) if self.newest else []
        return bool(table_of(self.procedure)["reductions"] != before)

    @property
    def forms_changed(self) -> bool:
        """Whether forms now say something else than citizens see."""
        before = self.newest.forms if self.newest else []
        return bool(forms_of(self.procedure) != before)

    @property
    def changed(self) -> bool:
        """Whether publishing would show citizens anything new."""
        shared = self.reductions_changed or self.forms_changed or self.translations_changed
        return bool(self.differences) or shared

    @property
    def translations_changed(self) -> bool:
        """Whether the officer would publish other translations than citizens see."""
        before = self.newest.translations if self.newest else {}
        return translations_to_publish(self.procedure, before, self.by) != before

    @property
    def translations_alone(self) -> int:
        """How many texts the officer reviewed, which somebody else has to publish."""
        if self.newest is None:
            return 0
        after: datetime = self.newest.published_at
        return sum(
            needs_another_person(row, self.by) and (row.reviewed_at or after) > after
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
        document: dict[str, Any] = orjson.loads(rendered.document)
        return document


def review_of(procedure_id: str, by: User | None = None) -> Review:
    """Return the review of a procedure for the officer `by`; raises Procedure.DoesNotExist."""
    procedure = with_parts(Procedure.objects.filter(pk=procedure_id)).get()
    draft = draft_of(procedure)
    review = Review(
        procedure,
        fingerprint(draft),
        _described(publishing_problems(draft)),
        _described(fee_warnings(draft, timezone.localdate())),
        _described(public_text_problems(draft)),
        newest_version(procedure),
        by,
    )
    before = published_draft(procedure, review.newest) if review.newest else None
    if before is not None:
        review.differences = compare(before, draft)
    return review


def _described(problems: Iterable[tuple[Path, str]]) -> list[str]:
    return [f"{place_of(path)}: {text}" for path, text in problems]
