"""Starts a collector, rotel, and receives what it exports."""
import gzip
import importlib.util
import os
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

SIGNALS = {
    "/v1/traces": ExportTraceServiceRequest,
    "/v1/metrics": ExportMetricsServiceRequest,
    "/v1/logs": ExportLogsServiceRequest,
}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.received.append((SIGNALS[self.path].FromString(body), body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Collector:
    """A collector between the programs that are watched and this one, until it is told to stop."""

    def __enter__(self):
        self.receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        self.receiver.received = []
        threading.Thread(target=self.receiver.serve_forever, daemon=True).start()
        package = importlib.util.find_spec("rotel").submodule_search_locations[0]
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([
            os.path.join(package, "rotel-agent"), "start",
            "--otlp-http-endpoint", f"127.0.0.1:{port}", "--otlp-grpc-endpoint", f"127.0.0.1:{free_port()}",
            "--exporter", "otlp", "--otlp-exporter-protocol", "http",
            "--otlp-exporter-endpoint", f"http://127.0.0.1:{self.receiver.server_port}",
        ], env={})
        try:
            self.wait_for(port)
        except Exception:
            self.process.kill()
            raise
        return self

    def wait_for(self, port):
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"rotel does not listen; its exit code is {self.process.returncode}") from None
                time.sleep(0.05)

    def stop(self):
        """Lets the collector send what it has; returns its messages, and all bytes that came."""
        self.process.terminate()
        self.process.wait(timeout=30)
        received = self.receiver.received
        return [message for message, _ in received], b"".join(body for _, body in received)

    def __exit__(self, *_):
        self.process.kill()
        self.receiver.shutdown()
