"""What was measured: rows of numbers, smaller is better; printed as a table and kept as bench/results.json."""

import json
import os
import platform
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "bench" / "results.json"
CPU, MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def row(what, value, unit, *, size="demo", goal=None):
    """One thing measured at one size; without a goal it is only there to be seen."""
    found = {"what": what, "size": size, "value": round(value, 1), "unit": unit}
    return found if goal is None else found | {"goal": goal}


def keep(rows):
    """Write the rows with the commit and the machine they were measured on."""
    facts = {"commit": _commit(), "machine": machine(), "rows": rows}
    FILE.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")


def table(rows):
    """The rows as Markdown."""
    lines = ["| What | Size | Measured | Goal |", "| --- | --- | ---: | ---: |"]
    for one in rows:
        goal = f"≤ {one['goal']} {one['unit']}" if "goal" in one else ""
        missed = " (missed)" if "goal" in one and one["value"] > one["goal"] else ""
        lines.append(f"| {one['what']} | {one['size']} | {one['value']:,} {one['unit']}{missed} | {goal} |")
    return "\n".join(lines)


def machine():
    """Processor, cores and memory in words."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()} of memory, Python {platform.python_version()}"
    )


def _commit():
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def _processor():
    lines = CPU.read_text().splitlines() if CPU.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory():
    first = MEMORY.read_text().split()[1] if MEMORY.exists() else "0"
    return f"{int(first) / 2**20:.0f} GB"
