"""The environment of the clients in Python: pinned, hashed, and outside the tree."""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parent.parent / "Clients"
REQUIREMENTS = CLIENTS / "requirements.txt"


def place():
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    mark = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    return cache / "swift-bifrost" / f"bench-{mark}"


def interpreter():
    """The environment's interpreter, which is made at the first use; None when that fails."""
    environment = place()
    python = environment / "bin" / "python"
    if not (environment / "complete").exists():
        print(f"installing the clients in Python to {environment}")
        commands = [
            [sys.executable, "-m", "venv", "--clear", str(environment)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
             "--only-binary", ":all:", "--requirement", str(REQUIREMENTS)],
        ]
        for command in commands:
            try:
                subprocess.run(command, check=True)
            except (OSError, subprocess.CalledProcessError):
                return None
        (environment / "complete").touch()
    return str(python)


def version(package):
    """The pinned version of a package."""
    for line in REQUIREMENTS.read_text().splitlines():
        if line.startswith(package + "=="):
            return line.removesuffix(" \\").split("==")[1].split()[0]
    return "?"
