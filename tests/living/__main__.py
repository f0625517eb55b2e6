"""``python -m tests.living REPORT FOLDER``: the site into FOLDER, from the report of the last run."""

import sys
from pathlib import Path

from tests.living import results, site

FEATURES = Path(__file__).parents[2] / "features"

if __name__ == "__main__":
    report, target = map(Path, sys.argv[1:])
    site.write(FEATURES, results.read(report), target)
    sys.stdout.write(f"{target / 'index.html'}\n")
