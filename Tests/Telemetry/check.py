"""Starts a probe between a gateway with OpenTelemetry's SDK and a collector, and looks at what arrives behind that."""
import subprocess
import sys
import threading

from collector import Collector
from gateway import Gateway
from telemetry import attributes_of, logs_of, metrics_of, spans_of

# A key, a virtual key, a header's value, and a prompt, which the gateway repeats in answers and errors.
SECRETS = ["sk-api-1234567890", "sk-bf-1234567890", "note-1234567890", "my private question"]
TOKENS = [4.0**power for power in range(14)]
SECONDS = [0.01 * 2**power for power in range(14)]
INTERNAL, SERVER, CLIENT = 1, 2, 3
ERROR = 2
WHOLE = {
    "gen_ai.operation.name": "chat", "gen_ai.provider.name": "azure.ai.openai",
    "gen_ai.request.model": "openai/gpt-4o", "gen_ai.response.model": "gpt-4o-2026-01-01",
    "gen_ai.response.id": "answer-1", "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 9, "gen_ai.usage.output_tokens": 3,
    "gen_ai.usage.cache_read.input_tokens": 4, "gen_ai.usage.reasoning.output_tokens": 1,
    "server.address": "127.0.0.1", "bifrost.client.attempts": 1,
}
# Known when they are there.
VARYING = {"server.port", "bifrost.client.request_id", "http.response.status_code",
           "gen_ai.response.time_to_first_chunk"}

EMBEDDING = {
    "gen_ai.operation.name": "embeddings", "gen_ai.provider.name": "azure.ai.openai",
    "gen_ai.request.model": "openai/embedder", "gen_ai.response.model": "gpt-4o-2026-01-01",
    "gen_ai.embeddings.dimension.count": 2, "gen_ai.request.encoding_formats": ["float"],
    "gen_ai.usage.input_tokens": 5, "server.address": "127.0.0.1", "bifrost.client.attempts": 1,
    "http.request.method": "POST",
}
LISTING = {
    "gen_ai.operation.name": "models", "gen_ai.provider.name": "bifrost", "server.address": "127.0.0.1",
    "bifrost.client.attempts": 1, "http.request.method": "GET",
}
# Of a transport on which one stream is open.
GAUGES = {
    "queued": 0, "connecting": 0, "awaiting_head": 0, "receiving": 1, "paused": 0, "sockets": 1, "buffered_bytes": 0,
}

# The dimensions by which the values of histograms are counted, and those that every call has.
COUNTED = ("gen_ai.request.model", "gen_ai.token.type", "error.type")
DIMENSIONS = {"gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "server.address", "server.port"}

outcomes = []


def check(what, seen, wanted):
    outcomes.append(seen == wanted)
    print(f"{'ok  ' if outcomes[-1] else 'FAIL'} {what}" + ("" if outcomes[-1] else f": {seen}, not {wanted}"))


def run(probe):
    with Collector() as collector:
        gateway = Gateway(collector.url)
        threading.Thread(target=gateway.serve_forever, daemon=True).start()
        subprocess.run([probe, gateway.url, collector.url, *SECRETS], check=True, timeout=120)
        gateway.shutdown()
        return gateway, *collector.stop()


def fixed(span):
    return {name: value for name, value in attributes_of(span).items() if name not in VARYING}


def check_calls(calls, port):
    whole, streamed, left, busy, refused, asking, telling, embedding, listing, held = calls
    check("a whole answer", fixed(whole), WHOLE)
    check("a stream", fixed(streamed), {**WHOLE, "gen_ai.request.stream": True})
    check("a stream that was left", attributes_of(left).get("error.type"), "cancelled")
    check("a repeated call", fixed(busy), {
        **WHOLE, "gen_ai.request.model": "openai/busy", "bifrost.client.attempts": 2})
    check("a refused call", [attributes_of(refused).get(name) for name in (
        "error.type", "http.response.status_code", "gen_ai.request.model")], ["authentication", 401, "openai/refused"])
    check("a call for a tool", fixed(asking), {**WHOLE, "gen_ai.response.finish_reasons": ["tool_calls"]})
    check("the call after the tool", fixed(telling), WHOLE)
    check("an embedding", fixed(embedding), EMBEDDING)
    check("a list of models", fixed(listing), LISTING)
    check("a stream whose transport ended", attributes_of(held).get("error.type"), "configuration")
    check("names of calls", [call.name for call in calls], [
        "chat openai/gpt-4o", "chat openai/gpt-4o", "chat openai/gpt-4o", "chat openai/busy", "chat openai/refused",
        "chat openai/gpt-4o", "chat openai/gpt-4o", "embeddings openai/embedder", "GET models", "chat openai/held"])
    check("statuses of calls", [call.status.code for call in calls], [0, 0, 0, 0, ERROR, 0, 0, 0, 0, ERROR])
    check("ports of calls", {attributes_of(call).get("server.port") for call in calls}, {port})
    timed = ["gen_ai.response.time_to_first_chunk" in attributes_of(call) for call in calls]
    check("times to the first chunk", timed, [
        False, True, True, False, False, False, False, False, False, True])
    retries = [(event.name, attributes_of(event).get("http.response.status_code")) for event in busy.events]
    check("the event of a retry", retries, [("bifrost.client.retry", 503)])


def check_tree(ours, theirs, last_writes):
    """Everything is one trace, and each span stands below its own."""
    [root] = [span for span in ours if span.name == "probe"]
    [agent] = [span for span in ours if span.name == "invoke_agent assistant"]
    [tool] = [span for span in ours if span.name == "execute_tool clock"]
    calls = [span for span in ours if span.kind == CLIENT]
    check("traces", {span.trace_id for span in ours + theirs}, {root.trace_id})
    check("parents of calls", [call.parent_span_id for call in calls], [
        root.span_id] * 5 + [agent.span_id] * 2 + [root.span_id] * 3)
    check("parents of the agent and its tool", [agent.parent_span_id, tool.parent_span_id], [
        root.span_id, agent.span_id])
    check("kinds of the others", {span.kind for span in (agent, tool)}, {INTERNAL})
    check("the tool", attributes_of(tool), {
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "clock", "gen_ai.tool.type": "function",
        "gen_ai.tool.description": "Tells the time.", "gen_ai.tool.call.id": "call-1"})
    # The fourth call was sent twice.
    parents = [call.span_id for call in calls[:4] + calls[3:]]
    check("parents of the gateway's spans", [span.parent_span_id for span in theirs], parents)
    check("kinds of the gateway's spans", {span.kind for span in theirs}, {SERVER})
    check("trace states", {span.trace_state for span in theirs}, {"probe=1"})
    check("a stream's span lasts until its last event",
          calls[1].end_time_unix_nano > last_writes[theirs[1].span_id.hex()], True)


def check_histogram(metrics, name, unit, bounds, counts):
    metric = metrics.get(name)
    if metric is None:
        return check(name, None, "a histogram")
    points = metric.histogram.data_points
    check(f"unit of {name}", metric.unit, unit)
    check(f"bounds of {name}", {tuple(point.explicit_bounds) for point in points}, {tuple(bounds)})
    check(f"buckets of {name}", [sum(point.bucket_counts) for point in points], [point.count for point in points])
    seen = {}
    for point in points:
        dimensions = attributes_of(point)
        key = tuple(dimensions[name] for name in COUNTED if name in dimensions)
        seen[key] = seen.get(key, 0) + point.count
    return check(f"values of {name}", seen, counts)


def check_metrics(metrics):
    check_histogram(metrics, "gen_ai.client.token.usage", "{token}", TOKENS, {
        ("openai/gpt-4o", "input"): 4, ("openai/gpt-4o", "output"): 4,
        ("openai/busy", "input"): 1, ("openai/busy", "output"): 1, ("openai/embedder", "input"): 1})
    check_histogram(metrics, "gen_ai.client.operation.duration", "s", SECONDS, {
        ("openai/gpt-4o",): 4, ("openai/gpt-4o", "cancelled"): 1, ("openai/busy",): 1,
        ("openai/refused", "authentication"): 1, ("openai/embedder",): 1, (): 1, ("openai/held", "configuration"): 1})
    check_histogram(metrics, "gen_ai.client.operation.time_to_first_chunk", "s", SECONDS, {
        ("openai/gpt-4o",): 2, ("openai/held",): 1})
    check_histogram(metrics, "gen_ai.client.operation.time_per_output_chunk", "s", SECONDS, {("openai/gpt-4o",): 2})
    check_histogram(metrics, "gen_ai.execute_tool.duration", "s", SECONDS, {(): 1})
    check_histogram(metrics, "gen_ai.invoke_agent.duration", "s", SECONDS, {(): 1})
    tokens = metrics["gen_ai.client.token.usage"].histogram.data_points
    check("tokens", sum(point.sum for point in tokens), 5 * (9 + 3) + 5)
    check("retries", [point.as_int for point in metrics["bifrost.client.retries"].sum.data_points], [1])
    check("transfers", sum(point.as_int for point in metrics["bifrost.client.transfers"].sum.data_points), 10)
    for name in ("duration", "time_to_first_chunk", "time_per_output_chunk"):
        points = metrics[f"gen_ai.client.operation.{name}"].histogram.data_points
        check(f"dimensions of {name}", [DIMENSIONS - attributes_of(point).keys() for point in points], [
            {"gen_ai.request.model"} if attributes_of(point)["gen_ai.operation.name"] == "models" else set()
            for point in points])


def check_gauges(metrics):
    seen = {}
    for name in GAUGES:
        points = metrics[f"bifrost.client.transport.{name}"].gauge.data_points
        seen[name] = points[0].as_double if len(points) == 1 else points
    check("gauges of the service", seen, GAUGES)


def check_logs(logs, calls):
    ended = {"model call ended": 5, "model call was cancelled": 1, "model call failed": 2, "gateway call ended": 2}
    lines = [log.body.string_value for log in logs]
    check("lines", {line: lines.count(line) for line in set(lines)}, {
        **ended, "model call began": 8, "gateway call began": 2, "model call is tried again": 1})
    check("levels of lines", {(log.severity_text, log.severity_number) for log in logs}, {("debug", 5), ("notice", 10)})
    check("spans of lines", [log.span_id for log in logs if log.body.string_value in ended], [
        call.span_id for call in calls])


def main(probe):
    gateway, messages, received = run(probe)
    spans = spans_of(messages)
    ours, theirs = spans["probe"], spans["gateway"]
    calls = [span for span in ours if span.kind == CLIENT]
    check("calls", len(calls), 10)
    check_calls(calls, gateway.server_port)
    check_tree(ours, theirs, gateway.last_writes)
    metrics = metrics_of(messages)
    check_metrics(metrics)
    check_gauges(metrics)
    check_logs(logs_of(messages), calls)
    check("secrets were sent to the gateway", gateway.authorized, [[f"Bearer {SECRETS[0]}", *SECRETS[1:3]]] * 11)
    check("secrets that arrived", [secret for secret in SECRETS if secret.encode() in received], [])
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


sys.exit(main(sys.argv[1]))
