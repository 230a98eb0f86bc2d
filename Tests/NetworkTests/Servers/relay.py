"""Carries bytes between a client and a server on loopback, and flips one bit of what the server sends.

Its arguments: the port to listen on, the server's port, and the position of the byte in each connection.
"""

import socket
import sys
import threading


def carry(source, target, flip=None):
    position = 0
    try:
        while data := source.recv(65536):
            if flip is not None and position <= flip < position + len(data):
                data = bytearray(data)
                data[flip - position] ^= 1
                print("flipped", flip, flush=True)
            target.sendall(data)
            position += len(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def main():
    port, server, flip = map(int, sys.argv[1:])
    listener = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = listener.accept()
        upstream = socket.create_connection(("127.0.0.1", server))
        threading.Thread(target=carry, args=(client, upstream), daemon=True).start()
        threading.Thread(target=carry, args=(upstream, client, flip), daemon=True).start()


main()
