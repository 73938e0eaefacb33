"""Take all pictures of a trial: of the officers' guides and of the Mini App.

    make screenshots

The installation is untouched: database and files are in a temporary folder.
"""

import sys

from tests.browser import chromium, guide_pictures
from tests.browser.mini_app import building
from tests.browser.mini_app import pictures as mini_app_pictures
from tests.browser.trial import trial


def main(port: int) -> None:
    """Serve the trial on `port` and take every picture."""
    building.build()
    with trial(port) as address, chromium.launched() as browser:
        mini_app_pictures.take(browser, port)
        guide_pictures.take(browser, address)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 8010)
