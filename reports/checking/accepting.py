"""As which kind a draft is taken."""

from reports.checking.completeness import Draft
from reports.kinds.published import Kind
from reports.kinds.snapshot import open_kind, report_kinds
from reports.models import Particular


def kind_of_draft(draft: Draft) -> Kind:
    """Return the kind of a draft, which is switched on.

    Who lost money, to a kind that asks for a loss, reports a crime. While crimes are not received
    here, only the warning is taken, and the check tells the lawful way (`Kind.crime_way`). Raises
    Problem `kind_closed`, `invalid_request`.
    """
    kind = open_kind(draft.kind)
    if draft.loss and kind.prompt(Particular.LOSS):
        crimes = (one for one in report_kinds().by_code.values() if one.is_crime and one.is_open)
        return next(crimes, kind)
    return kind
