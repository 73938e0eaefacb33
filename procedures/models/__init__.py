"""Drafts that officers edit, versions that citizens get, search words, counts."""

from procedures.models.answer import AnswerCount, AnswerMiss, AnswerWord
from procedures.models.danger import DangerAct, DangerCode, DangerKind, DangerPerson
from procedures.models.fees import Fee, FeeReduction, ReducedFee
from procedures.models.law_change import LawChange, LawMoment
from procedures.models.next_procedure import NextProcedure
from procedures.models.official_form import FormUse, OfficialForm
from procedures.models.part_bases import Case
from procedures.models.parts import (
    Channel,
    LegalBasis,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.models.procedure import Procedure
from procedures.models.read_count import ReadCount
from procedures.models.search_count import SearchCount, SearchDay
from procedures.models.search_words import (
    Abbreviation,
    Aspect,
    CommonQuestion,
    ConfusablePair,
    Elsewhere,
    Emergency,
    FillerWord,
    Signpost,
    SynonymGroup,
)
from procedures.models.translation import Translation
from procedures.models.version import DraftEdit, ProcedureVersion

__all__ = [
    "Abbreviation",
    "AnswerCount",
    "AnswerMiss",
    "AnswerWord",
    "Aspect",
    "Case",
    "Channel",
    "CommonQuestion",
    "ConfusablePair",
    "DangerAct",
    "DangerCode",
    "DangerKind",
    "DangerPerson",
    "DraftEdit",
    "Elsewhere",
    "Emergency",
    "Fee",
    "FeeReduction",
    "FillerWord",
    "FormUse",
    "LawChange",
    "LawMoment",
    "LegalBasis",
    "NextProcedure",
    "OfficialForm",
    "Procedure",
    "ProcedureVersion",
    "ReadCount",
    "ReducedFee",
    "RequiredDocument",
    "SearchCount",
    "SearchDay",
    "Signpost",
    "Source",
    "Step",
    "SynonymGroup",
    "TimeLimit",
    "Translation",
]
