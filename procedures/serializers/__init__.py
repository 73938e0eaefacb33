"""What citizens get.

Publishing renders with these serializers, and the OpenAPI document is made from them. Missing text
is an empty string, a missing number or date is null.
"""

from procedures.serializers.checklist import ChecklistSerializer
from procedures.serializers.lists import (
    HintSerializer,
    ProcedurePageSerializer,
    SuggestionsSerializer,
)
from procedures.serializers.procedure import (
    ProcedureCardSerializer,
    ProcedureSerializer,
    WithdrawnProblemSerializer,
)

__all__ = [
    "ChecklistSerializer",
    "HintSerializer",
    "ProcedureCardSerializer",
    "ProcedurePageSerializer",
    "ProcedureSerializer",
    "SuggestionsSerializer",
    "WithdrawnProblemSerializer",
]
