"""How long an import of many deals takes: `python -m bench.importing 10000` prints its seconds and memory as JSON.

The sheets are read from CSV, previewed and carried out by the code that the worker runs, in a city of their own.
"""

import json
import resource
import sys
import time
from typing import Any

import django
from django.utils import timezone

from bench.sheets import csv_files

django.setup()

from greenpact.cities.keeping import found_city  # noqa: E402  # models need a Django that is set up
from greenpact.workspace.importing.carrying_out import claim, confirm, work_on  # noqa: E402
from greenpact.workspace.importing.planning import Options  # noqa: E402
from greenpact.workspace.importing.reading import SentFile  # noqa: E402
from greenpact.workspace.importing.taking_in import Sender, take_in  # noqa: E402
from greenpact.workspace.models import Import, ImportState  # noqa: E402

BY = "bench:importing"


def main(deals: int) -> dict[str, Any]:
    """Import so many deals; seconds until the preview stood, seconds to carry it out, and the most memory held."""
    at = timezone.now()
    city = found_city(f"import-{at:%H%M%S}", by=BY, at=at, name={"en": "Import"}, country="DE")
    files = [SentFile(name, content) for name, content in csv_files(deals).items()]
    began = time.perf_counter()
    taken = worked_on(take_in(city, files, Options(publish=True), sender=Sender(BY), at=at))
    read = time.perf_counter()
    confirm(taken)
    taken = worked_on(taken)
    done = time.perf_counter()
    if taken.state != ImportState.DONE or taken.counts["deals"]["added"] != deals:
        sys.exit(f"The import came to {taken.state}: {taken.findings['counts']}")
    return {
        "deals": deals,
        "read_seconds": round(read - began, 1),
        "carried_out_seconds": round(done - read, 1),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def worked_on(taken: Import) -> Import:
    """One piece of work on an import, as the worker does it."""
    claimed = claim(taken.pk, at=timezone.now())
    if claimed is None:
        sys.exit("Somebody else took the import.")
    work_on(claimed, at=timezone.now())
    return Import.objects.get(pk=taken.pk)


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout)
