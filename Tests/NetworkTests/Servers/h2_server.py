"""An HTTP/2 server that misbehaves as the path says, over TLS or in clear text.

It writes a line for each thing it saw, streams named by connection and number: `connection 1`,
`request 1.1 /path`, `uploaded 1.1 5000000`, `reset 1.1 CANCEL`, `peak 1 25` (streams open at once), `gone 1`.
Below a path that ends with `/v1/chat/completions` the bodies are those of a chat, streamed or not, as it is asked for.
"""

import argparse
import asyncio
import socket
import ssl
import struct

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings
from hyperframe.frame import DataFrame, GoAwayFrame, RstStreamFrame

# Each byte tells its position; the period divides the length.
PATTERN = bytes(range(251)) * 64
TICK = b"data: tick\n\n"
CHAT = "/v1/chat/completions"


def chat(streamed):
    """The content type of a chat's answer, and its two halves."""
    if not streamed:
        first = '{"choices":[{"index":0,"message":{"role":"assistant","content":"Gr\u00fc'
        rest = '\u00dfe"},"finish_reason":"stop"}]}'
        return "application/json", first.encode(), rest.encode()
    first, rest = ('data: {"choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n' % text for text in ("Gr\u00fc", "\u00dfe"))
    rest += 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
    return "text/event-stream", first.encode(), rest.encode()


def say(*words):
    print(*words, flush=True)


def is_pattern(data):
    return data == (PATTERN * (len(data) // len(PATTERN) + 1))[: len(data)]


class LenientConnection(h2.connection.H2Connection):
    """Does not end when there are too many streams: the server refuses those that are."""

    open_inbound_streams = 0


class Connection(asyncio.Protocol):
    count = 0

    def __init__(self, limit):
        self.limit = limit
        self.h2 = LenientConnection(h2.config.H2Configuration(client_side=False))
        self.h2.local_settings.max_concurrent_streams = limit
        # A change waits for the peer's word otherwise, and the first SETTINGS would tell the value before it.
        self.h2.local_settings.acknowledge()
        self.streams, self.peak, self.number = {}, 0, None
        self.writable = asyncio.Event()
        self.writable.set()

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.h2.initiate_connection()
        self.flush()

    def connection_lost(self, error):
        self.writable.set()
        for stream in self.streams.values():
            stream.task.cancel()
        if self.number:
            say("gone", self.number)

    def pause_writing(self):
        self.writable.clear()

    def resume_writing(self):
        self.writable.set()

    def flush(self):
        self.transport.write(self.h2.data_to_send())

    def write_frame(self, frame):
        self.flush()
        self.transport.write(frame.serialize())

    def data_received(self, data):
        # Not before: who asks whether the port is open is no client.
        if not self.number:
            Connection.count += 1
            self.number = Connection.count
            say("connection", self.number)
        try:
            events = self.h2.receive_data(data)
        except h2.exceptions.ProtocolError as error:
            say("broken", self.number, error)
            self.flush()
            return self.transport.close()
        for event in events:
            self.handle(event)
        self.flush()

    def handle(self, event):
        match event:
            case h2.events.RequestReceived() if len(self.streams) >= self.limit:
                say("refused", f"{self.number}.{event.stream_id}")
                self.h2.reset_stream(event.stream_id, h2.errors.ErrorCodes.REFUSED_STREAM)
            case h2.events.RequestReceived():
                stream = Stream(self, event.stream_id, dict(event.headers)[b":path"].decode())
                self.streams[event.stream_id] = stream
                if len(self.streams) > self.peak:
                    self.peak = len(self.streams)
                    say("peak", self.number, self.peak)
            case h2.events.DataReceived() if event.stream_id in self.streams:
                self.streams[event.stream_id].received(event)
            case h2.events.DataReceived():
                # Of a stream that was answered before its request was whole.
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            case h2.events.StreamEnded() if event.stream_id in self.streams:
                self.streams[event.stream_id].uploaded()
            case h2.events.StreamReset() if event.stream_id in self.streams:
                stream = self.streams.pop(event.stream_id)
                say("reset", stream.name, h2.errors.ErrorCodes(event.error_code).name)
                stream.task.cancel()
            case h2.events.WindowUpdated() | h2.events.RemoteSettingsChanged():
                for stream in self.streams.values():
                    stream.window.set()
            case h2.events.ConnectionTerminated():
                say("goaway", self.number, event.error_code)

    def cut(self):
        """Ends the connection as if the server had died."""
        linger = struct.pack("ii", 1, 0)
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.abort()


class Stream:
    """One request, and the task that answers it."""

    def __init__(self, connection, number, path):
        self.connection, self.number = connection, number
        self.name = f"{connection.number}.{number}"
        self.window = asyncio.Event()
        self.body, self.whole = bytearray(), asyncio.Event()
        say("request", self.name, path)
        self.is_chat = path.endswith(CHAT)
        self.texts = "text/event-stream", b"data: part\n\n", b"data: rest\n\n"
        behaviour, *self.arguments = path.removesuffix(CHAT).strip("/").split("/")
        self.starves = behaviour == "starve"
        self.task = asyncio.ensure_future(self.answer(PATHS[behaviour]))

    async def answer(self, behaviour):
        try:
            if self.is_chat and not self.starves:
                await self.whole.wait()
                self.texts = chat(b'"stream":true' in self.body)
            await behaviour(self, *self.arguments)
        except (h2.exceptions.ProtocolError, OSError) as error:
            say("failed", self.name, repr(error))
        self.connection.streams.pop(self.number, None)

    def received(self, event):
        self.body += event.data
        if not self.starves:
            self.connection.h2.acknowledge_received_data(event.flow_controlled_length, self.number)

    def uploaded(self):
        if self.body:
            say("uploaded", self.name, len(self.body))
        self.whole.set()

    def head(self, status=200, *fields):
        self.connection.h2.send_headers(self.number, [(":status", str(status)), *fields])
        self.connection.flush()

    async def data(self, data, end=False):
        connection = self.connection
        view = memoryview(data)
        while True:
            # The others' turn, and where a task that is not needed any more ends.
            await asyncio.sleep(0)
            await connection.writable.wait()
            room = connection.h2.local_flow_control_window(self.number)
            piece = view[: min(room, connection.h2.max_outbound_frame_size)]
            if not piece and view:
                self.window.clear()
                await self.window.wait()
                continue
            view = view[len(piece) :]
            connection.h2.send_data(self.number, piece.tobytes(), end_stream=end and not view)
            connection.flush()
            if not view:
                return

    def events(self):
        self.head(200, ("content-type", self.texts[0]))

    async def part(self):
        await self.data(self.texts[1])

    async def rest(self):
        await self.data(self.texts[2], end=True)

    def write_frame(self, frame):
        self.connection.write_frame(frame)

    async def for_ever(self):
        await asyncio.Event().wait()


async def moment():
    """Lets the peer take what was sent, so that it comes before what follows."""
    await asyncio.sleep(0.1)


# What each path does; the parts behind the first are its arguments.


async def plain(stream):
    stream.head()
    await stream.data(b"hello", end=True)


async def delay(stream, seconds, *_):
    await asyncio.sleep(float(seconds))
    await plain(stream)


async def ticks(stream, count="1000000000"):
    stream.events()
    for _ in range(int(count)):
        await stream.data(TICK)
        await asyncio.sleep(0.02)
    await stream.data(b"", end=True)


async def nothing(stream):
    await stream.for_ever()


async def silence(stream):
    stream.events()
    await stream.for_ever()


async def flood(stream, size):
    stream.head()
    left = int(size)
    while left:
        piece = PATTERN[:left]
        left -= len(piece)
        await stream.data(piece, end=not left)


async def reset(stream, code, when, *_):
    """RST_STREAM with a code, before the head or in the middle of the body."""
    if when == "midway":
        stream.events()
        await stream.part()
        await moment()
    code = h2.errors.ErrorCodes[code]
    stream.write_frame(RstStreamFrame(stream.number, error_code=code))


async def goaway(stream, coverage):
    """GOAWAY in the middle of a stream that is then answered, if it is covered."""
    stream.events()
    await stream.part()
    await moment()
    last = {"covering": stream.number, "excluding": stream.number - 2}[coverage]
    stream.write_frame(GoAwayFrame(0, last_stream_id=max(0, last)))
    if coverage == "excluding":
        return stream.connection.transport.close()
    await moment()
    await stream.rest()


async def calm(stream, *_):
    stream.write_frame(GoAwayFrame(0, error_code=h2.errors.ErrorCodes.ENHANCE_YOUR_CALM))
    stream.connection.transport.close()


async def cut(stream):
    stream.events()
    await stream.part()
    await moment()
    stream.connection.cut()


async def early(stream):
    stream.head(200, ("content-length", "100"))
    await stream.part()
    frame = DataFrame(stream.number, b"")
    frame.flags.add("END_STREAM")
    stream.write_frame(frame)


async def done(stream):
    stream.events()
    await stream.data(b"data: [DONE]\n\n")
    await stream.for_ever()


async def empty(stream):
    stream.events()
    for number in range(100):
        await stream.data(b"")
        await stream.data(b"%d," % number)
    await stream.data(b"", end=True)


async def trailers(stream):
    stream.events()
    await stream.part()
    stream.connection.h2.send_headers(stream.number, [("x-trailer", "late")], end_stream=True)
    stream.connection.flush()


async def interim(stream):
    for status in (100, 102, 103):
        stream.head(status, ("x-interim", str(status)))
    stream.head(200, ("x-final", "yes"))
    await stream.data(b"".join(stream.texts[1:]) if stream.is_chat else b"hello", end=True)


async def oversized(stream):
    stream.events()
    await moment()
    stream.write_frame(DataFrame(stream.number, bytes(stream.connection.h2.max_outbound_frame_size + 1)))
    await stream.for_ever()


async def upload(stream):
    await stream.whole.wait()
    stream.head()
    await stream.data(f"{len(stream.body)} {is_pattern(bytes(stream.body))}".encode(), end=True)


async def starve(stream):
    await stream.for_ever()


BEHAVIOURS = (plain, delay, ticks, nothing, silence, flood, reset, goaway, calm, cut, early, done, empty)
BEHAVIOURS += (trailers, interim, oversized, upload, starve)
PATHS = {behaviour.__name__: behaviour for behaviour in BEHAVIOURS}


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--streams", type=int, default=100, help="SETTINGS_MAX_CONCURRENT_STREAMS")
    options = parser.parse_args()
    tls = None
    if options.certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(options.certificate, options.key)
        tls.set_alpn_protocols(["h2"])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(options.streams), "127.0.0.1", options.port, ssl=tls, backlog=1024
    )
    await server.serve_forever()


asyncio.run(main())
