"""Officers' pages: citizens, their requests, notices, erasures, and the access log."""

from citizens.admin import access, channels, citizen, erasure, notice_templates, notices, requests

__all__ = ["access", "channels", "citizen", "erasure", "notice_templates", "notices", "requests"]
