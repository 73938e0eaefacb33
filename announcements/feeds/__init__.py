"""Announcements for machines: JSON Feed 1.1, Atom with tombstones, CAP 1.2."""
