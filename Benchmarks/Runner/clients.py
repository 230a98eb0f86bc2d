"""The clients, and why one is not here."""
import json
import platform
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from . import python

BENCHMARKS = Path(__file__).resolve().parent.parent
PEERS = BENCHMARKS / "Peers"


@dataclass
class Client:
    """How a client is started, and how much of each work is enough of it."""

    name: str
    command: list
    version: str
    sizes: dict = field(default_factory=dict)
    # Whether it reads answers that are no streams.
    reads_answers: bool = True

    def size(self, work, usual):
        return self.sizes.get(work, usual)


def program(name, package=BENCHMARKS):
    return str(package / ".build" / "release" / name)


def built(name, title, version, *arguments, reads_answers=True):
    if not Path(program(name)).exists():
        return title, f"{name} is not built"
    return Client(title, [program(name), *arguments], version, reads_answers=reads_answers)


def peer(name, title, version, *arguments, sizes=None):
    """A client of the package Peers."""
    if not Path(program(name, PEERS)).exists():
        return title, "Benchmarks/Peers is not built"
    return Client(title, [program(name, PEERS), *arguments], version, sizes or {})


def resolved(package):
    """The version of a package that Peers is built with."""
    file = PEERS / "Package.resolved"
    pins = json.loads(file.read_text())["pins"] if file.exists() else []
    return next((pin["state"].get("version", "?") for pin in pins if pin["identity"] == package), "?")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def limit():
    return built("limit-client", "limit", f"C, libcurl {output('curl-config', '--version').removeprefix('libcurl ')}")


def bifrost():
    return built("bifrost-client", "swift-bifrost", output("git", "-C", str(BENCHMARKS), "describe", "--always"))


def bifrost_on_loop():
    version = "swift-bifrost, its tasks on the transport's thread"
    return built("bifrost-client", "swift-bifrost on the loop", version, "--on-loop")


def bifrost_closures():
    version = "swift-bifrost, its closures on the transport's thread"
    return built("bifrost-client", "swift-bifrost forEach", version, "--closures", reads_answers=False)


def async_http_client():
    version = f"{resolved('async-http-client')} on SwiftNIO {resolved('swift-nio')}, FoundationEssentials"
    return peer("async-http-client-peer", "async-http-client + JSONDecoder", version)


def async_http_client_scan():
    version = "async-http-client, reading as the limit does"
    return peer("async-http-client-peer", "async-http-client + scan", version, "--scan")


def urlsession():
    # What it takes to open a stream grows with those that are open.
    sizes = {"paced": 200, "idle": 1000}
    return peer("urlsession-peer", "URLSession + JSONDecoder", "FoundationNetworking of this Swift", sizes=sizes)


def fetch():
    if not shutil.which("node"):
        return "node fetch", "node is not installed"
    return Client("node fetch", ["node", str(python.CLIENTS / "fetch.mjs")], f"node {output('node', '--version')}")


def in_python(title, script, packages, sizes):
    interpreter = python.interpreter()
    if not interpreter:
        return title, "its packages cannot be installed"
    versions = ", ".join(f"{package} {python.version(package)}" for package in packages)
    command = [interpreter, str(python.CLIENTS / script)]
    return Client(title, command, f"Python {platform.python_version()}, {versions}", sizes=sizes)


def aiohttp():
    return in_python("aiohttp + orjson", "aiohttp_client.py", ["aiohttp", "orjson", "uvloop"], {})


def openai():
    # A hundred times slower than the others: as much work would take minutes, and 20 000 chunks/s would drown it.
    sizes = {"burst": 100, "paced": 100, "idle": 1000, "answers-1": 200, "answers-64": 640}
    return in_python("openai-python", "openai_client.py", ["openai", "httpx2", "uvloop"], sizes)


FINDERS = [
    limit, bifrost, bifrost_on_loop, bifrost_closures, async_http_client, async_http_client_scan, urlsession, aiohttp,
    fetch, openai,
]


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
