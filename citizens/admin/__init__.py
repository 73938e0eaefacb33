"""Officers' pages for citizens, for what they ask about their data, and for who looked at it."""

from citizens.admin import access, citizen, erasure, notice_templates, notices, requests

__all__ = ["access", "citizen", "erasure", "notice_templates", "notices", "requests"]
