"""``python -m benchmarks``: measure, print and write ``benchmarks/README.md``.

Two questions. What do all four nets cost beside a bare ``frictionless validate``, cold, on the same data? And how do time and
memory of a whole check grow when ``stops`` is multiplied by 10 and by 100 with valid synthetic rows?
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nets import Cost, costs_of_the_nets
from benchmarks.synthetic import multiply_stops

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 7
FACTORS = (1, 10, 100)
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Run:
    """One command, cold: wall time in seconds and peak memory in MiB."""

    seconds: float
    mebibytes: float


def run(arguments: Sequence[str], root: Path) -> Run:
    """Run a command to its end in a process of its own; raises CalledProcessError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(arguments, cwd=root, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)  # the kernel's own account of the child's memory
    seconds = time.perf_counter() - started
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, list(arguments))
    return Run(seconds, usage.ru_maxrss / 1024)


def beside_bare_frictionless() -> tuple[Run, Run]:
    """Medians of ``frictionless validate datapackage.json`` and of ``python -m scripts check``, run in turn."""
    bare = [str(Path(sys.executable).with_name("frictionless")), "validate", "datapackage.json"]
    ours = [sys.executable, "-m", "scripts", "check"]
    pairs = [(run(bare, ROOT), run(ours, ROOT)) for _ in range(REPEATS)]
    return _median([first for first, _ in pairs]), _median([second for _, second in pairs])


def growth() -> list[tuple[int, int, Run]]:
    """Factor, rows of stops and cost of a whole check for each factor."""
    results = []
    for factor in FACTORS:
        with tempfile.TemporaryDirectory() as folder:
            rows = multiply_stops(ROOT, Path(folder), factor)
            results.append((factor, rows, run([sys.executable, "-m", "scripts", "--root", folder, "check"], ROOT)))
    return results


def report(bare: Run, ours: Run, nets: Sequence[Cost], grown: Sequence[tuple[int, int, Run]]) -> str:
    """The tables as Markdown."""
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {REPEATS} cold runs.",
        "",
        "| command | seconds | MiB | ratio of time |",
        "| --- | ---: | ---: | ---: |",
        f"| `frictionless validate datapackage.json` | {bare.seconds:.2f} | {bare.mebibytes:.0f} | 1.00 |",
        f"| `python -m scripts check` (all four nets) | {ours.seconds:.2f} | {ours.mebibytes:.0f} "
        f"| {ours.seconds / bare.seconds:.2f} |",
        "",
        "Where the time of one check goes, in one process:",
        "",
        "| step | seconds | share |",
        "| --- | ---: | ---: |",
    ]
    total = sum(cost.seconds for cost in nets)
    lines += [f"| {cost.step} | {cost.seconds:.2f} | {cost.seconds / total:.0%} |" for cost in nets]
    first = grown[0]
    lines += [
        "",
        "A whole check with `stops` multiplied (trips, stops, stop_places grow alike; the rest stays):",
        "",
        "| factor | stops | seconds | ratio of time | ratio of time per stop | MiB | ratio of memory |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for factor, rows, cost in grown:
        ratio = cost.seconds / first[2].seconds
        lines.append(
            f"| {factor} | {rows:,} | {cost.seconds:.1f} | {ratio:.1f} | {ratio / factor:.2f} "
            f"| {cost.mebibytes:.0f} | {cost.mebibytes / first[2].mebibytes:.1f} |"
        )
    return "\n".join(lines)


def _median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(one.seconds for one in runs), statistics.median(one.mebibytes for one in runs))


def main() -> None:
    """Measure, print, and put the tables into the README."""
    measured = report(*beside_bare_frictionless(), costs_of_the_nets(ROOT), growth())
    print(measured)
    readme = ROOT / "benchmarks" / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
