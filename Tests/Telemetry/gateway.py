"""A gateway with OpenTelemetry's SDK, which exports its spans to the collector that the probe's go to."""
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import SpanKind

ANSWER = {
    "id": "answer-1", "model": "gpt-4o-2026-01-01", "created": 1, "extra_fields": {"provider": "azure"},
    "usage": {
        "prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12,
        "prompt_tokens_details": {"cached_tokens": 4}, "completion_tokens_details": {"reasoning_tokens": 1},
    },
}
CALL = {"id": "call-1", "type": "function", "function": {"name": "clock", "arguments": "{}"}}


def choice(message, reason):
    return {**ANSWER, "choices": [{"index": 0, "finish_reason": reason, "message": message}]}


def chunk(delta, reason=None):
    fields = {key: value for key, value in ANSWER.items() if key != "usage" or reason}
    fields["choices"] = [{"index": 0, "finish_reason": reason, "delta": delta}]
    return f"data: {json.dumps(fields)}\n\n"


def embedding(request):
    usage = {"prompt_tokens": 5, "total_tokens": 5}
    return {**ANSWER, "usage": usage, "data": [{"index": 0, "embedding": [0.5] * request["dimensions"]}]}


def answer(path, request, calls):
    """Returns a status and the body in pieces; `calls` counts the calls of each model."""
    if path.endswith("/embeddings"):
        return 200, [json.dumps(embedding(request))]
    if path.endswith("/models"):
        return 200, [json.dumps({"data": [{"id": "openai/gpt-4o"}]})]
    said = request["messages"][0]["content"]
    if request["model"] == "openai/refused":
        return 401, [json.dumps({"error": {"message": f"refused: {said}"}})]
    if request["model"] == "openai/busy" and calls["openai/busy"] == 1:
        return 503, [json.dumps({"error": {"message": f"busy: {said}"}})]
    if request.get("stream"):
        return 200, [chunk({"content": said}), chunk({"content": said}), chunk({}, "stop"), "data: [DONE]\n\n"]
    if request.get("tools") and request["messages"][-1]["role"] == "user":
        return 200, [json.dumps(choice({"role": "assistant", "content": None, "tool_calls": [CALL]}, "tool_calls"))]
    return 200, [json.dumps(choice({"role": "assistant", "content": said}, "stop"))]


class Gateway(ThreadingHTTPServer):
    def __init__(self, collector):
        super().__init__(("127.0.0.1", 0), Handler)
        provider = TracerProvider(resource=Resource({"service.name": "gateway"}))
        provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(f"{collector}/v1/traces")))
        self.tracer = provider.get_tracer("gateway")
        self.url = f"http://127.0.0.1:{self.server_port}/v1"
        self.calls = {}
        self.last_writes = {}
        self.authorized = []

    def handle_error(self, request, client_address):
        """A client that has left a stream is none."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.reply({"model": None})

    def do_POST(self):
        self.reply(json.loads(self.rfile.read(int(self.headers["content-length"]))))

    def reply(self, request):
        calls = self.server.calls
        calls[request["model"]] = calls.get(request["model"], 0) + 1
        status, pieces = answer(self.path, request, calls)
        self.server.authorized.append([self.headers.get(name) for name in ("authorization", "x-bf-vk", "x-note")])
        # Keys of carriers are in lower case; the SDK's own getter looks them up so.
        context = propagate.extract({name.lower(): value for name, value in self.headers.items()})
        with self.server.tracer.start_as_current_span(self.command, context=context, kind=SpanKind.SERVER) as span:
            span.set_attribute("http.response.status_code", status)
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream" if len(pieces) > 1 else "application/json")
            self.send_header("Content-Length", str(sum(len(piece.encode()) for piece in pieces)))
            self.end_headers()
        # After the span has ended, and with it its export, so that it has arrived when the probe is done.
        for piece in pieces:
            self.server.last_writes[f"{span.get_span_context().span_id:016x}"] = time.time_ns()
            self.wfile.write(piece.encode())
            if request["model"] == "openai/held":
                # The rest never comes: the client leaves.
                self.rfile.read(1)
                break

    def log_message(self, *_):
        pass
