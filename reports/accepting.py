"""As which kind a draft is taken."""

from reports.completeness import Draft
from reports.kinds.published import Kind
from reports.kinds.snapshot import open_kind, report_kinds

CRIME, SCAM = "crime", "scam"


def kind_of_draft(draft: Draft) -> Kind:
    """Return the kind of a draft, which is switched on.

    Who lost money to a fraud reports a crime. While crimes are not received here, only the warning
    is taken, and the check tells the lawful way. Raises Problem `kind_closed`, `invalid_request`.
    """
    if draft.kind == SCAM and draft.loss:
        crime = report_kinds().by_code.get(CRIME)
        if crime is not None and crime.is_open:
            return crime
    return open_kind(draft.kind)
