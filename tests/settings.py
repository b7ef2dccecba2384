"""The settings of the tests: a LUMBUNG_HOME of their own, thrown away afterwards.

The database is a real SQLite file in WAL, as in a deployment; only the flush to disk at every
commit is left out, because no test process is killed by the power.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "LUMBUNG_TEST_HOME" not in os.environ:  # the first process of a run; its workers inherit it
    folder = tempfile.mkdtemp(prefix="lumbung-test-")
    os.environ["LUMBUNG_TEST_HOME"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["LUMBUNG_HOME"] = os.environ["LUMBUNG_TEST_HOME"]
os.environ.pop("LUMBUNG_DATABASE", None)

from lumbung.site.settings import *  # noqa: F403
from lumbung.site.settings import DATABASES, HOME

DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
