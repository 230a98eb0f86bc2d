"""How many instructions and allocations each part may take."""
import json
from math import ceil

from .clients import BENCHMARKS

FILE = BENCHMARKS / "thresholds.json"


def read():
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def write(allowed):
    lines = [f'  {json.dumps(name)}: {json.dumps(limit)}' for name, limit in allowed.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def above(counted, margin):
    """Thresholds that leave a margin over what was counted."""
    return {
        "instructions": ceil(counted["instructions"] * (1 + margin)),
        "allocations": ceil(counted["allocations"] * (1 + margin) * 100) / 100,
    }


def exceeded(counted, limit):
    """The kinds that are above their threshold; one without a threshold is."""
    return [kind for kind, number in counted.items() if number > limit.get(kind, -1)]
