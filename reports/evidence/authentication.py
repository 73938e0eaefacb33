"""Who uploads: by the session's header, or by a ticket in the address."""

from dataclasses import replace

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens.login.authentication import CitizenAuthentication
from foundation.api.client_addresses import client_address
from foundation.api.problems import Problem
from reports.evidence.holders import MAX_TICKET, Holder, find_holder, holder_of_citizen


class HolderAuthentication(CitizenAuthentication):
    """Makes `request.user` the Holder of what is uploaded."""

    problem_codes = ("session_ended", "evidence_ticket_ended")

    def authenticate(self, request: Request) -> tuple[Holder, None] | None:  # type: ignore[override]  # a holder may be no citizen
        """Return the holder.

        Raises Problem `session_ended`, and `evidence_ticket_ended` for a ticket that is not valid,
        or that another session sends.
        """
        session = super().authenticate(request)
        citizen = session[0] if session else None
        ticket = request.GET.get("ticket", "")
        if not ticket:
            return (holder_of_citizen(citizen), None) if citizen else None
        holder = find_holder(ticket[:MAX_TICKET])
        if holder is None or (citizen and holder.citizen != citizen):
            raise Problem("evidence_ticket_ended")
        if holder.is_stranger:
            holder = replace(holder, address=client_address(request))
        return holder, None


class IsHolder(BasePermission):
    """Allows citizens with a session and bearers of a ticket."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return True if the request names a holder."""
        return isinstance(request.user, Holder)
