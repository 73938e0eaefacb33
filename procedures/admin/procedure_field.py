"""Choosing a procedure in an officers' form."""

from typing import Any

from django import forms

from procedures.models import Procedure


class ProcedureField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Procedures with their codes.

    Some are known by one short name at the province and at the communes.
    """

    def label_from_instance(self, procedure: Procedure) -> Any:
        """Return the short name and the code."""
        return f"{procedure} · {procedure.code}" if procedure.code else str(procedure)
