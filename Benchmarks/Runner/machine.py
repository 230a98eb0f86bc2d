"""What the numbers were measured on."""
import platform
import subprocess
from pathlib import Path


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def system():
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.split("=", 1)[1].strip('"')
    return platform.system()


def describe(clients):
    """Names and values, for the table."""
    facts = {
        "processor": f"{processor()}, {len(list(Path('/sys/devices/system/cpu').glob('cpu[0-9]*')))} cores",
        "system": f"{system()}, Linux {platform.release()}",
        "Swift": first_line("swift", "--version"),
    }
    facts |= {client.name: client.version for client in clients}
    return facts
