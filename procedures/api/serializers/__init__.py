"""What citizens get.

Publishing renders with these serializers, and the OpenAPI document is generated from them. A
missing text is an empty string, a missing number or date is null.
"""

from procedures.api.serializers.checklist import ChecklistSerializer
from procedures.api.serializers.danger import FIRST, DangerSerializer
from procedures.api.serializers.lists import (
    ProcedureCardsSerializer,
    ProcedurePageSerializer,
    SearchConfidence,
    SearchHintSerializer,
    SearchSuggestionsSerializer,
)
from procedures.api.serializers.procedure import (
    ProcedureCardSerializer,
    ProcedureDetailSerializer,
    WithdrawnProblemSerializer,
)

__all__ = [
    "FIRST",
    "ChecklistSerializer",
    "DangerSerializer",
    "ProcedureCardSerializer",
    "ProcedureCardsSerializer",
    "ProcedureDetailSerializer",
    "ProcedurePageSerializer",
    "SearchConfidence",
    "SearchHintSerializer",
    "SearchSuggestionsSerializer",
    "WithdrawnProblemSerializer",
]
