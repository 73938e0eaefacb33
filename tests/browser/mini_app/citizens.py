"""What a phone remembers of its owner before a test begins."""

import json

from playwright.sync_api import expect

LAN, HUNG, MINOR = "demo-co-so-dien-thoai", "demo-khong-so-dien-thoai", "demo-chua-du-tuoi"
# Runs in every page before its own scripts; what the app wrote since stays.
_KEEP = """([name, value]) => { localStorage.getItem(name) ?? localStorage.setItem(name, value) }"""


def remember(page, citizen, settings):
    """Let the phone remember a citizen who agreed to log in, and what they chose for reading."""
    kept = {"portal:settings": settings} if settings else {}
    if citizen:
        kept |= {"portal:simulated-citizen": citizen, "portal:agreed": True}
    for name, value in kept.items():
        page.add_init_script(f"({_KEEP})({json.dumps([name, json.dumps(value)])})")


def log_in(page, name):
    """Log in where the screen offers it, as a citizen of the simulated Zalo."""
    page.get_by_role("button", name="Đăng nhập bằng Zalo").click()
    page.get_by_role("dialog").get_by_role("button", name=name).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Đăng nhập bằng Zalo")).to_have_count(0)
