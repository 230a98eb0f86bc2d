"""A server that answers with exactly the bytes it is told, and remembers what it was asked."""
import fcntl
import json
import socket
import struct
import termios
import threading
import time
from dataclasses import dataclass, field

LIMIT = 30.0
"""Seconds after which the server gives up on a silent peer."""


@dataclass
class Reply:
    """One answer: its body is sent piece by piece, each piece in an HTTP chunk of its own."""

    pieces: list
    content_type: str = "text/event-stream"
    status: str = "200 OK"
    end: str = "eof"
    """`eof` ends the chunked body properly; `reset` sends RST after the last byte instead."""
    pause: float = 0
    """Seconds between the last piece and the end."""


NOT_FOUND = Reply([], status="404 Not Found")


@dataclass
class Exchange:
    """What one path answers, and the bodies of the requests that came to it."""

    reply: Reply
    requests: list = field(default_factory=list)


class ReplayServer:
    """Answers `POST /NAME/…` with the reply that was set for NAME."""

    def __init__(self):
        self.exchanges = {}
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def base_url(self, name):
        return f"http://127.0.0.1:{self.port}/{name}/v1"

    def answer(self, name, reply):
        """Sets the reply of a name and returns the exchange in which its requests are collected."""
        self.exchanges[name] = exchange = Exchange(reply)
        return exchange

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(LIMIT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with connection, connection.makefile("rb") as reader:
                while request := read_request(reader):
                    path, body = request
                    exchange = self.exchanges.get(path.split("/")[1]) or Exchange(NOT_FOUND)
                    exchange.requests.append(body)
                    if not send(connection, exchange.reply):
                        return
        except OSError:
            pass  # the client has left, as it may


def read_request(reader):
    """Reads one request with a Content-Length body; None when the peer has closed."""
    line = reader.readline()
    if not line:
        return None
    length = 0
    while (header := reader.readline()) not in (b"\r\n", b""):
        name, _, value = header.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    body = reader.read(length)
    return line.split()[1].decode(), json.loads(body) if body else None


def send(connection, reply):
    """Sends one reply; returns whether the connection lives on."""
    head = f"HTTP/1.1 {reply.status}\r\nContent-Type: {reply.content_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head.encode())
    for piece in filter(None, reply.pieces):
        connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
    time.sleep(reply.pause)
    if reply.end == "reset":
        reset(connection)
        return False
    connection.sendall(b"0\r\n\r\n")
    return True


def reset(connection):
    """Closes with RST, once the peer's kernel has every byte: a reset would discard what is still unsent."""
    deadline = time.monotonic() + LIMIT
    while unsent(connection) and time.monotonic() < deadline:
        time.sleep(0.001)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_RD)
    connection.close()


def unsent(connection):
    return struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0\0\0\0"))[0]


class SilentServer:
    """Accepts connections in the kernel and never says a word."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=8)
        return self

    def __exit__(self, *_):
        self.listener.close()

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}/v1"


def free_port():
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
