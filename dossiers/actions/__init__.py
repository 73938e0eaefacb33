"""The only writers of dossiers.

Each action is one transaction: lock, check, write, append the event, queue the notices.

A value that an officer typed wrong, or a move that is not allowed, raises ValidationError with
Vietnamese texts by field, each with a stable code. A dossier outside the caller's offices raises
Dossier.DoesNotExist. `seen` is the number of the last event that the caller saw: if somebody else
was faster, the action raises DossierChanged and writes nothing.
"""

from dossiers.actions.arranging import (
    Applicant,
    assign,
    issue_slip_secret,
    set_applicant,
    set_fee,
)
from dossiers.actions.extending import extend, extension_obstacle, extension_refusals
from dossiers.actions.moving import correct, correct_locked, move_refusals, transition
from dossiers.actions.registering import register
from dossiers.actions.writing import (
    CORRECT,
    MANAGE,
    DossierChanged,
    author_of,
    lock,
    surroundings_of,
)

__all__ = [
    "CORRECT",
    "MANAGE",
    "Applicant",
    "DossierChanged",
    "assign",
    "author_of",
    "correct",
    "correct_locked",
    "extend",
    "extension_obstacle",
    "extension_refusals",
    "issue_slip_secret",
    "lock",
    "move_refusals",
    "register",
    "set_applicant",
    "set_fee",
    "surroundings_of",
    "transition",
]
