"""Settings of whoever builds, tries or measures the service; a province has none of them."""

from police_portal.environment.reading import flag, number, part, text

part(
    "Whoever builds, tries or measures",
    "A province has none of them in its file.",
)
DEBUG = flag(
    "DEBUG",
    default=False,
    sentence="Development mode: error pages, console logs, demo accounts. Never on the internet.",
)
DEMO_ACCOUNTS = flag(
    "DEMO_ACCOUNTS",
    default=False,
    sentence="Create demo officers with known passwords; refused unless DEBUG is on.",
)
DEVELOPMENT_LOGIN = flag(
    "DEVELOPMENT_LOGIN",
    default=False,
    sentence="Zalo is the simulator, whose demo citizens log in without a phone; refused unless "
    "DEBUG is on.",
)
ZALO_SIMULATOR_URL = text(
    "ZALO_SIMULATOR_URL",
    "",
    "Address of the simulator, which then stands for every host of Zalo's; refused unless DEBUG is "
    "on.",
)
MEASURING = flag(
    "MEASURING",
    default=False,
    sentence="Throttles count and never refuse, for measurements; `check --deploy` refuses it.",
)
CATALOGUE_REFRESH_SECONDS = number(
    "CATALOGUE_REFRESH_SECONDS",
    2.0,
    "How often a web process looks for newly published data; 0 stops it looking.",
)
LOG_LEVEL = text(
    "LOG_LEVEL", "INFO", "Least important log line that is written: DEBUG, INFO, WARNING or ERROR."
)
