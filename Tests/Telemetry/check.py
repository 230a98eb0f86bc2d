"""Starts a probe against a server with OpenTelemetry's SDK: its spans must be children of the probe's calls."""
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry import propagate
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
tracer = provider.get_tracer("gateway")

CHOICE = {"index": 0, "finish_reason": "stop"}
WHOLE = {"id": "1", "model": "gpt-4o", "choices": [{**CHOICE, "message": {"role": "assistant", "content": "Hi"}}]}
CHUNK = {"id": "1", "model": "gpt-4o", "choices": [{**CHOICE, "delta": {"content": "Hi"}}]}


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        # Keys of carriers are in lower case; the SDK's own getter looks them up so.
        context = propagate.extract({name.lower(): value for name, value in self.headers.items()})
        with tracer.start_as_current_span("POST", context=context, kind=SpanKind.SERVER):
            streamed = request.get("stream", False)
            body = f"data: {json.dumps(CHUNK)}\n\ndata: [DONE]\n\n" if streamed else json.dumps(WHOLE)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream" if streamed else "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
        # After the span has ended, so that it is recorded when the probe is done.
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def main(probe):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    printed = subprocess.run([probe, url], check=True, capture_output=True, text=True, timeout=120).stdout
    server.shutdown()
    ours = [line.split(" ", 2) for line in printed.splitlines()]
    calls = [(trace, span) for trace, span, name in ours if name == "chat openai/gpt-4o"]
    theirs = [
        (f"{span.context.trace_id:032x}", f"{span.parent.span_id:016x}" if span.parent else "none")
        for span in exporter.get_finished_spans()
    ]
    states = [span.context.trace_state.get("probe") for span in exporter.get_finished_spans()]
    passed = len(calls) == 2 and theirs == calls and states == ["1", "1"]
    print(f"client spans {calls}\nparents of server spans {theirs}, trace states {states}")
    print(f"{2 if passed else 0} passed, {0 if passed else 2} failed")
    return 0 if passed else 1


sys.exit(main(sys.argv[1]))
