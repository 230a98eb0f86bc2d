"""What each gateway offers, seen with the library's own calls, against the table in docs/gateways.md.

BIFROST_WRITE_TABLE=1 writes the table anew. The column of a gateway that is not installed here is not checked.
"""
import json
import os
import re
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from command import COMMAND
from litellm_proxy import MASTER_KEY, litellm_in_front_of
from processes import running, wait_until
from replay import free_port
from report import Failure, expect_equal

PROBE = os.environ.get("BIFROST_GATEWAY_PROBE")
"""The program that uses each feature of a gateway."""

TRANSFORMERS = os.environ.get("BIFROST_TRANSFORMERS")
"""The folder of programs of an environment that has transformers with its server; unset where it is not installed."""

PAGE = Path(__file__).parents[2] / "docs" / "gateways.md"

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"

PROBE_LIMIT = 300
"""Seconds for all features of one gateway."""

READY_LIMIT = 120
"""Seconds until a server must answer."""


@dataclass
class Gateway:
    name: str
    base_url: str
    model: str
    key: str = ""

    def probe(self):
        """The features' results in order: `(endpoint, feature)` → what the table says of it."""
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("BIFROST_")}
        environment |= {"BIFROST_BASE_URL": self.base_url, "BIFROST_MODEL": self.model, "BIFROST_API_KEY": self.key}
        done = subprocess.run([PROBE], env=environment, capture_output=True, text=True, timeout=PROBE_LIMIT)
        if done.returncode:
            raise Failure(f"the probe ended with {done.returncode}: {done.stderr[-2000:]}")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return {(line["endpoint"], line["feature"]): line for line in lines}


def mark(line):
    match line["result"]:
        case "yes":
            return "✓"
        case "lacking":
            return "–"
        case "malformed":
            return "malformed"
        case "refused":
            return str(line["status"])
        case _:
            return "✗"


@contextmanager
def embedded_gateway(folder):
    log = Path(folder) / "serve.log"
    with running([COMMAND, "serve", "--port", "0"], dict(os.environ), log) as process:
        ready = lambda: re.findall(r"^http\S+$", log.read_text(), re.MULTILINE)[:2]
        yield wait_until(lambda: len(found := ready()) == 2 and found, process, READY_LIMIT, "the embedded gateway", log)


@contextmanager
def transformers_server(folder):
    """Yields the base URL of a server of a tiny random model, and the model's name."""
    programs, model, port = Path(TRANSFORMERS), Path(folder) / "tiny-model", free_port()
    caches = Path(folder) / "caches"
    (caches / "hub").mkdir(parents=True)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(caches), "HF_HOME": str(caches), "HF_HUB_OFFLINE": "1",
    }
    subprocess.run([programs / "python", Path(__file__).with_name("tiny_model.py"), model], env=environment, check=True,
                   capture_output=True, timeout=READY_LIMIT)
    log = Path(folder) / "transformers.log"
    command = [programs / "transformers", "serve", model, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    with running(command, environment, log) as process:
        wait_until(partial(answers, port), process, READY_LIMIT, "the server of transformers", log)
        yield f"http://127.0.0.1:{port}/v1", str(model)


def answers(port):
    done = subprocess.run(["curl", "--silent", "--fail", f"http://127.0.0.1:{port}/health"], capture_output=True)
    return done.returncode == 0


@contextmanager
def gateways(folder):
    """Yields the gateways that run here, one after the other in the table's order."""
    with ExitStack() as stack:
        native, drop_in = stack.enter_context(embedded_gateway(folder))
        proxy = stack.enter_context(litellm_in_front_of(drop_in, folder))
        found = [
            Gateway("embedded, native", native, "openai/gpt-4o"),
            Gateway("embedded, drop-in", drop_in, "gpt-4o"),
            Gateway("LiteLLM", proxy, "gpt-4o", key=MASTER_KEY),
        ]
        if TRANSFORMERS:
            base_url, model = stack.enter_context(transformers_server(folder))
            found.append(Gateway("transformers", base_url, model))
        yield found


def table(columns):
    """The table in Markdown; a column is a gateway's name with its marks."""
    rows = dict.fromkeys(row for _, marks in columns for row in marks)
    lines = ["| endpoint | feature | " + " | ".join(name for name, _ in columns) + " |"]
    lines.append("| --- | --- |" + " :---: |" * len(columns))
    for endpoint, feature in rows:
        cells = [marks.get((endpoint, feature), "") for _, marks in columns]
        lines.append(f"| {endpoint} | {feature} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def recorded():
    """The page's table: for each gateway its marks."""
    text = PAGE.read_text()
    lines = text[text.index(BEGIN) + len(BEGIN):text.index(END)].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {name: {(row[0], row[1]): row[2 + column] for row in rows[2:]} for column, name in enumerate(rows[0][2:])}


def check(report, gateway, results, expected):
    for feature, line in results.items():
        with report.check(f"{gateway.name}: {feature[0]}: {feature[1]}"):
            if line["result"] == "failed":
                raise Failure(line["detail"])
            expect_equal("the table's mark", mark(line), expected.get(feature))
    with report.check(f"{gateway.name}: the table has no other features"):
        expect_equal("features", sorted(expected), sorted(results))


def run(report, folder):
    with gateways(folder) as found:
        results = [(gateway, gateway.probe()) for gateway in found]
    if os.environ.get("BIFROST_WRITE_TABLE"):
        columns = [(gateway.name, {key: mark(line) for key, line in lines.items()}) for gateway, lines in results]
        text = PAGE.read_text()
        before, rest = text[:text.index(BEGIN) + len(BEGIN)], text[text.index(END):]
        PAGE.write_text(f"{before}\n{table(columns)}\n{rest}")
    expected = recorded()
    for gateway, lines in results:
        check(report, gateway, lines, expected.get(gateway.name, {}))

