"""Settings that a province may want to change; `setup` asks for most of them."""

from police_portal.environment.reading import flag, part, text

part(
    "What a province may change",
    "`police-portal setup` asks for most of them. Later: an editor, then `police-portal-upgrade "
    "--restart`.",
)
POLICE_NAME = text(
    "POLICE_NAME",
    "",
    "Name of the provincial police, shown to officers and citizens; empty is the name of its "
    "office.",
)
POLICE_ADDRESS = text(
    "POLICE_ADDRESS",
    "",
    "Postal address of the provincial police, shown in privacy notice and terms.",
)
POLICE_PHONE = text(
    "POLICE_PHONE",
    "",
    "Phone number of the provincial police for questions and complaints about the service.",
)
PRIVACY_CONTACT = text(
    "PRIVACY_CONTACT",
    "",
    "Unit or person who answers for personal data, shown in the privacy notice.",
)
PRIVACY_PHONE = text(
    "PRIVACY_PHONE", "", "Phone number at which questions about personal data are answered."
)
PRIVACY_EMAIL = text(
    "PRIVACY_EMAIL", "", "E-mail address at which questions about personal data are answered."
)
APP_NAME = text(
    "APP_NAME",
    "",
    "Name of the Mini App as Zalo lists it, shown in its privacy notice and terms; empty is the "
    "name of the police.",
)
EXTERNAL_LINKS_OPEN = flag(
    "EXTERNAL_LINKS_OPEN",
    default=False,
    sentence="Whether the Mini App opens addresses outside Zalo, which Zalo has to agree to in "
    "writing; until then it shows them as text to copy.",
)
NOTICES_MINIAPP = flag(
    "NOTICES_MINIAPP",
    default=False,
    sentence="Send Mini App notifications too; Zalo does not open them to every app.",
)
NOTICES_QUIET_PHONE = text(
    "NOTICES_QUIET_PHONE",
    "22-6",
    "Hours in which no template goes to phone numbers; 22-7 where a template's tag is 2 or 3.",
)
