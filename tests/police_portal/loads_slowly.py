"""An application that never finishes loading, and prints when it has begun."""

import os
import time
from pathlib import Path

Path(os.environ["LOADING"], str(os.getpid())).touch()
time.sleep(300)
