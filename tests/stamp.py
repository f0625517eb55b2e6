"""A stamp of exactly what the tests have passed on, so that the same run is not made twice in a row.

``python -m tests.stamp write`` is called by ``make check`` when its tests have passed. ``python -m tests.stamp use`` is called
by ``make test`` first: it exits with 0 when the stamp is of these very files, settings and interpreter, and takes it away,
so that the next ``make test`` runs in any case.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = ROOT / "build" / "tests-passed"
SETTINGS = ("TESTS", "PROCOUNTOR_MATERIAL", "TRACKIFI_GUIDE")
"""Environment variables on which it hangs what is run."""


def state() -> str | None:
    """What the tests would run on; None outside a git checkout, where it can't be told."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = hashlib.sha256(f"{sys.version} {[os.environ.get(name) for name in SETTINGS]}".encode())
    for name in sorted(set(listed.decode().split("\0")) - {""}):
        file = ROOT / name
        if file.is_file():
            found.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def main(act: str, *, stamp: Path = STAMP) -> int:
    """Write the stamp, or use it up: 0 when it is of the present state."""
    now = state()
    if act == "write":
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(now or "", encoding="utf-8")
        return 0
    kept = stamp.read_text(encoding="utf-8") if stamp.exists() else None
    stamp.unlink(missing_ok=True)
    if now is None or kept != now:
        return 1
    sys.stdout.write("The tests have just passed on exactly these files (make check); make test again repeats them.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
