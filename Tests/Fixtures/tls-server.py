#!/usr/bin/env python3
"""A TLS server on loopback, one thread for each connection; prints its port and runs until its input ends.

/stream answers and goes on sending, /silent answers and sends nothing more, /reset answers and resets the connection.
"""
import signal
import socket
import ssl
import struct
import sys
import threading

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TICK = b"4\r\ntick\r\n"


def read_head(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(4096)
        if not more:
            return b""
        head += more
    return head


def serve(plain, context):
    try:
        connection = context.wrap_socket(plain, server_side=True)
        path = read_head(connection).split(b" ", 2)[1]
        connection.sendall(HEAD + TICK)
        if path == b"/reset":
            # Unread or not, what is left is dropped and the peer gets a reset.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            connection.settimeout(0.005 if path == b"/stream" else None)
            stream(connection)
        connection.close()
    except (OSError, IndexError):
        plain.close()


def stream(connection):
    """Sends a chunk whenever nothing was received for a moment; ends when the peer has gone."""
    while True:
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            connection.sendall(TICK)


def main():
    certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(listener.getsockname()[1], flush=True)

    def accept():
        while True:
            plain, _ = listener.accept()
            threading.Thread(target=serve, args=(plain, context), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


signal.signal(signal.SIGINT, signal.SIG_IGN)
main()
