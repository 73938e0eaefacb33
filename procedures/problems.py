"""Errors of the catalogue."""

from foundation.api.problems import ProblemType

PROBLEMS = (
    ProblemType(
        "procedure_withdrawn",
        410,
        "Thủ tục đã ngừng áp dụng",
        "Thủ tục này không còn được áp dụng.",
        "The procedure was withdrawn; `successor` leads to the one that replaced it, if any.",
    ),
)
