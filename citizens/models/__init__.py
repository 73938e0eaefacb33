"""Citizens, what they agreed to, how their phone changed, and the sessions that they ended."""

from citizens.models.citizen import Citizen
from citizens.models.consent import Consent, Purpose
from citizens.models.phone_change import PhoneChange
from citizens.models.session import EndedSession

__all__ = ["Citizen", "Consent", "EndedSession", "PhoneChange", "Purpose"]
