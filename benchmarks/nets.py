"""What each step of one check costs in one process, imports included."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

STEPS = """
import json, sqlite3, sys, time
from contextlib import closing
from pathlib import Path

def step(name, work):
    started = time.perf_counter()
    result = work()
    costs.append((name, time.perf_counter() - started))
    return result

costs = []
root = Path(sys.argv[1])

def import_ours():
    import scripts.canonical, scripts.database, scripts.schema
    return scripts
def import_frictionless():
    import frictionless
def import_pandera():
    import scripts.meaning

scripts = step("import of our own modules", import_ours)
package = step("read the schemas", lambda: scripts.schema.load_package(root))
texts = step("1 canonical form", lambda: {table.name: scripts.canonical.read_table(package, table) for table in package})
step("import of frictionless", import_frictionless)
from scripts.structure import check_structure
step("2 structure (Frictionless)", lambda: check_structure(package, texts))
step("import of pandas and pandera", import_pandera)
from scripts.meaning import check_meaning
step("3 meaning (Pandera and the rules)", lambda: check_meaning(package, texts, ()))
with closing(sqlite3.connect(":memory:")) as connection:
    step("4 database (SQLite)", lambda: scripts.database.fill(connection, package, texts))
print(json.dumps(costs))
"""


@dataclass(frozen=True)
class Cost:
    """One step and its wall time in seconds."""

    step: str
    seconds: float


def costs_of_the_nets(root: Path) -> tuple[Cost, ...]:
    """The steps of one cold check in turn."""
    done = subprocess.run([sys.executable, "-c", STEPS, str(root)], cwd=root, capture_output=True, text=True, check=True)
    return tuple(Cost(name, seconds) for name, seconds in json.loads(done.stdout))
