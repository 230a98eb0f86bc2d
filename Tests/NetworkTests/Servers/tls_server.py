"""An HTTP/1.1 server that misbehaves as the path says, over TLS or in clear text.

It writes a line for each thing it saw: `connection 1`, `handshake 1 ok`, `request 1 /path`, `sent 1 65536`,
`gone 1`. A connection that closes without a byte is no connection: so does who asks whether the port is open.
"""

import argparse
import select
import socket
import ssl
import struct
import sys
import threading

# Each byte tells its position; the period divides the length.
PATTERN = bytes(range(251)) * 512
TICK = b"data: tick\n\n"


def say(*words):
    # In one piece: print writes word by word, and other threads write between them.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Gone(Exception):
    """The peer has closed or reset the connection."""


class Connection:
    def __init__(self, number, raw, tls):
        self.number, self.socket = number, raw
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls:
            try:
                self.socket = tls.wrap_socket(raw, server_side=True, suppress_ragged_eofs=False)
                say("handshake", number, "ok")
            except OSError as error:
                say("handshake", number, "failed:", error)
                raise Gone from error

    def read_request(self):
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.receive()
        path = head.split(b" ")[1].decode()
        say("request", self.number, path)
        head, _, self.rest = head.partition(b"\r\n\r\n")
        self.length = next((int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")), 0)
        return path

    def receive(self):
        try:
            data = self.socket.recv(65536)
        except OSError as error:
            raise Gone from error
        if not data:
            raise Gone
        return data

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Gone from error

    def head(self, *fields):
        self.send("".join(line + "\r\n" for line in ("HTTP/1.1 200 OK", *fields, "")).encode())

    def chunk(self, data):
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def wait_until_gone(self):
        while True:
            self.receive()

    def is_gone(self, seconds):
        ready, _, _ = select.select([self.socket], [], [], seconds)
        return bool(ready)

    def end(self, how):
        """Ends the connection: told (close_notify), untold (only FIN) or reset (RST)."""
        if how == "told" and isinstance(self.socket, ssl.SSLSocket):
            try:
                self.socket.unwrap()
            except OSError:
                pass
        if how == "reset":
            linger = struct.pack("ii", 1, 0)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        else:
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


# What each path does; the parts behind the first are its arguments.


def plain(connection):
    connection.head("Content-Length: 5")
    connection.send(b"hello")


def cut(connection, framing, ending):
    fields = {"length": ["Content-Length: 100"], "chunk": ["Transfer-Encoding: chunked"]}
    fields |= {"lastchunk": fields["chunk"], "close": []}
    connection.head("Content-Type: text/event-stream", *fields[framing])
    body = {"length": b"part", "chunk": b"a\r\npart", "lastchunk": b"4\r\npart\r\n", "close": b"part"}
    connection.send(body[framing])
    # What the peer has not read yet would be lost with a reset.
    connection.is_gone(0.2)
    connection.end(ending)
    raise Gone


def flood(connection, size):
    size, sent = int(size), 0
    connection.head(f"Content-Length: {size}")
    while sent < size:
        piece = PATTERN[: size - sent]
        connection.send(piece)
        sent += len(piece)
        if sent // (1 << 20) != (sent - len(piece)) // (1 << 20):
            say("sent", connection.number, sent)


def upload(connection):
    body = bytearray(connection.rest)
    while len(body) < connection.length:
        body += connection.receive()
    pattern = PATTERN * (len(body) // len(PATTERN) + 1)
    told = f"{len(body)} {body == pattern[: len(body)]}".encode()
    connection.head(f"Content-Length: {len(told)}")
    connection.send(told)


def ticks(connection):
    connection.head("Content-Type: text/event-stream", "Transfer-Encoding: chunked")
    while not connection.is_gone(0.05):
        connection.chunk(TICK)
    connection.wait_until_gone()


def silence(connection):
    connection.head("Content-Type: text/event-stream", "Transfer-Encoding: chunked")
    connection.wait_until_gone()


PATHS = {path.__name__: path for path in (plain, cut, flood, upload, ticks, silence)}


def serve(number, raw, tls):
    connection = None
    try:
        if not raw.recv(1, socket.MSG_PEEK):
            return
        say("connection", number)
        connection = Connection(number, raw, tls)
        while True:
            name, *arguments = connection.read_request().strip("/").split("/")
            PATHS[name](connection, *arguments)
    except (Gone, OSError):
        say("gone", number)
    finally:
        (connection.socket if connection else raw).close()


def tls_context(options):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
    if options.clients:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(options.clients)
    if options.tls12:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--clients", help="the authority of the clients' certificates, which are required then")
    parser.add_argument("--tls12", action="store_true", help="speak nothing newer than TLS 1.2")
    options = parser.parse_args()
    tls = tls_context(options) if options.certificate else None
    listener = socket.create_server(("127.0.0.1", options.port), backlog=256)
    number = 0
    while True:
        raw, _ = listener.accept()
        number += 1
        threading.Thread(target=serve, args=(number, raw, tls), daemon=True).start()


main()
