"""Somebody from abroad who reads no Vietnamese."""

from playwright.sync_api import expect


def test_a_foreigner_finds_how_to_extend_the_stay_in_english(phone):
    phone.goto("")
    phone.get_by_role("button", name="Ngôn ngữ").click()
    phone.get_by_role("button", name="English").click()
    phone.get_by_role("link", name="For foreigners").click()
    phone.get_by_role("link", name="Extending your stay").click()
    expect(phone.get_by_role("heading", name="Search results")).to_be_visible()
    phone.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    papers = phone.get_by_role("region", name="What to bring")
    papers.get_by_role("heading").click()
    papers.get_by_role("checkbox").first.check()
    expect(papers.get_by_text("1 of")).to_be_visible()
    assert phone.evaluate("document.documentElement.lang") == "en"
    phone.reload()
    papers.get_by_role("heading").click()
    expect(papers.get_by_role("checkbox").first).to_be_checked()
