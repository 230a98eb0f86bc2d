"""Where the package's own build has put its modules, for scripts that use them."""
import os
import shlex
import subprocess
from pathlib import Path


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def module_flags():
    """Builds, and yields what finds the modules and the C modules that they import."""
    flags = shlex.split(os.environ.get("SWIFT_FLAGS", ""))
    subprocess.run(["swift", "build", *flags], check=True)
    products = Path(output_of("swift", "build", "--show-bin-path", *flags))
    checkouts = Path(".build/checkouts")
    maps = [
        *products.glob("*.build/module.modulemap"), *Path("Modules").glob("*/module.modulemap"),
        *checkouts.glob("*/Sources/*/include/module.modulemap"),
    ]
    yield from ["-I", str(products / "Modules")]
    for path in maps:
        yield from ["-Xcc", f"-fmodule-map-file={path}"]
    for path in checkouts.glob("*/Sources/*/include"):
        yield from ["-Xcc", f"-I{path}"]
