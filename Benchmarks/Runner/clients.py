"""The clients, and why one is not here."""
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ALL_WORKS = ("burst", "paced", "idle", "answers-1", "answers-64")


@dataclass
class Client:
    """How a client is started, and how much of each work is enough of it."""

    name: str
    command: list
    version: str
    works: tuple = ALL_WORKS
    sizes: dict = field(default_factory=dict)

    def size(self, work, usual):
        return self.sizes.get(work, usual)


def program(name):
    return str(BENCHMARKS / ".build" / "release" / name)


def built(name, title, version):
    if not Path(program(name)).exists():
        return title, f"{name} is not built"
    return Client(title, [program(name)], version)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def limit():
    return built("limit-client", "limit", f"C, libcurl {output('curl-config', '--version').removeprefix('libcurl ')}")


def bifrost():
    return built("bifrost-client", "swift-bifrost", output("git", "-C", str(BENCHMARKS), "describe", "--always"))


FINDERS = [limit, bifrost]


def find(names):
    """Returns the clients that can run, and why each of the others cannot."""
    present, skipped = [], {}
    for finder in FINDERS:
        found = finder()
        if isinstance(found, Client):
            if not names or found.name in names or found.name == "limit":
                present.append(found)
        else:
            skipped[found[0]] = found[1]
    return present, skipped
