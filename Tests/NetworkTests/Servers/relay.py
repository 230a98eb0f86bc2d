"""Carries bytes between a client and a server on loopback, and does one thing wrong.

It flips one bit of what the server sends, at a position in each connection, or never answers the first clients.
"""

import argparse
import socket
import sys
import threading


def say(*words):
    # In one piece: print writes word by word, and other threads write between them.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def carry(source, target, flip=None):
    position = 0
    try:
        while data := source.recv(65536):
            if flip is not None and position <= flip < position + len(data):
                data = bytearray(data)
                data[flip - position] ^= 1
                say("flipped", flip)
            target.sendall(data)
            position += len(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def hold(client):
    say("held", 1)
    while client.recv(65536):
        pass


def serve(client, options):
    # Who only looks whether somebody listens says nothing, and does not count among the first.
    if not client.recv(1, socket.MSG_PEEK):
        return
    if options.mute > 0:
        options.mute -= 1
        return hold(client)
    upstream = socket.create_connection(("127.0.0.1", options.server))
    threading.Thread(target=carry, args=(client, upstream), daemon=True).start()
    carry(upstream, client, options.flip)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("server", type=int)
    parser.add_argument("--flip", type=int, help="the position of the byte with the bit")
    parser.add_argument("--mute", type=int, default=0, help="how many clients get no answer")
    options = parser.parse_args()
    listener = socket.create_server(("127.0.0.1", options.port))
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, options), daemon=True).start()


main()
