"""The symbol graphs of the public modules, taken from the package's own build; nothing is compiled again."""
import json
import subprocess

from own_build import module_flags, output_of

# Module → the modules that an import of it brings along.
PUBLIC_MODULES = {
    "LLM": [],
    "Bifrost": ["LLM"],
    "HTTPTransport": [],
    "CurlTransport": [],
    "ServerSentEvents": [],
    "LLMTesting": [],
    "BifrostTesting": [],
    "BifrostObservability": [],
}


class Extractor:
    def __init__(self):
        triple = json.loads(output_of("swift", "-print-target-info"))["target"]["triple"]
        self.flags = ["-target", triple, *module_flags()]

    def extract(self, module, folder, reexported=()):
        """Writes the graphs of a module, and those of its extensions of other modules' types."""
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "swift", "symbolgraph-extract", "-module-name", module, "-output-dir", folder,
            "-minimum-access-level", "public", "-skip-synthesized-members",
        ]
        if reexported:
            command.append("-experimental-allowed-reexported-modules=" + ",".join(reexported))
        subprocess.run([*command, *self.flags], check=True)
        return sorted(folder.glob("*.symbols.json"))
