"""The page of a question stands for every page of one row."""

from tests.feedback.conftest import binh, lan, offices, other  # noqa: F401  # fixtures
