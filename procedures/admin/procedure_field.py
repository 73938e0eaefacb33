"""A field of officers' forms that chooses a procedure."""

from django import forms

from procedures.models import Procedure


class ProcedureField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Procedures by short name and code: province and communes use one name for two things."""

    def label_from_instance(self, procedure: Procedure) -> str:
        return f"{procedure} · {procedure.code}" if procedure.code else str(procedure)
