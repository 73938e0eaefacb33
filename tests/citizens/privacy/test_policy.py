"""The versions of the privacy policy."""

from citizens.models import Purpose


def test_every_policy_version_has_a_text_for_every_purpose():
    from citizens.privacy import policy

    assert all(
        set(texts) == set(Purpose) and all(texts.values()) for texts in policy.TEXTS.values()
    )
    assert all(len(version) <= 40 for version in policy.TEXTS)
