#include "connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "chat.h"
#include "counters.h"
#include "pacer.h"
#include "ticker.h"

// The most pieces that one call sends: some 150 KB.
#define PIECES 8

#define STREAM_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
#define EVENT "28\r\ndata: {\"choices\":[{\"delta\":{}}],\"n\":0}\n\n\r\n"
#define PLAIN "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"

static const char stream_start[] = STREAM_HEAD EVENT;
static const char event[] = EVENT;
static const char plain[] = PLAIN;

// What follows when all that was to be sent is sent; false when nothing does.
static bool refill(struct connection *self) {
    if (self->mode == MODE_FLOOD) {
        self->out = event;
        self->out_left = sizeof event - 1;
    }
    return self->out_left > 0;
}

static bool blocked(struct connection *self) {
    self->wants_write = errno == EAGAIN;
    return self->wants_write;
}

// Sends what is left; what the peer does not take waits until the socket is writable.
static bool send_left(struct connection *self) {
    while (self->out_left > 0 || refill(self)) {
        ssize_t count = send(self->descriptor, self->out, self->out_left, MSG_NOSIGNAL);
        if (count < 0) return blocked(self);
        self->out += count;
        self->out_left -= (size_t)count;
    }
    self->wants_write = false;
    return true;
}

static bool send_text(struct connection *self, const char *text, size_t size) {
    self->out = text;
    self->out_left = size;
    return send_left(self);
}

static bool end_chat(struct connection *self, struct length text) {
    self->mode = MODE_REQUEST;
    counters_finished(text);
    return send_text(self, chat_end.bytes, chat_end.size);
}

// The chunks that come next, as one piece for each turn of the ring; tells how many pieces there are.
static int next_pieces(const struct connection *self, struct iovec pieces[PIECES]) {
    uint32_t chunk = self->next_chunk;
    size_t offset = self->chunk_offset;
    int count = 0;
    while (chunk < self->chunks && count < PIECES) {
        uint32_t first = chunk % CHAT_RING;
        uint32_t last = self->chunks - chunk < CHAT_RING - first ? first + self->chunks - chunk : CHAT_RING;
        size_t start = chat_offsets[first] + offset;
        pieces[count++] = (struct iovec){(char *)chat_ring.bytes + start, chat_offsets[last] - start};
        chunk += last - first;
        offset = 0;
    }
    return count;
}

static void advance(struct connection *self, size_t sent) {
    sent += self->chunk_offset;
    uint32_t before = self->next_chunk;
    while (self->next_chunk < self->chunks) {
        uint32_t place = self->next_chunk % CHAT_RING;
        size_t size = chat_offsets[place + 1] - chat_offsets[place];
        if (sent < size) break;
        sent -= size;
        self->next_chunk++;
    }
    self->chunk_offset = sent;
    counters.chunks += self->next_chunk - before;
}

static bool send_burst(struct connection *self) {
    if (!send_left(self) || self->wants_write) return self->wants_write;
    while (self->next_chunk < self->chunks) {
        struct iovec pieces[PIECES];
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = (size_t)next_pieces(self, pieces)};
        ssize_t count = sendmsg(self->descriptor, &message, MSG_NOSIGNAL);
        if (count < 0) return blocked(self);
        advance(self, (size_t)count);
    }
    return end_chat(self, chat_length(self->chunks));
}

static bool begin_chat(struct connection *self, enum mode mode, uint32_t chunks) {
    self->mode = mode;
    self->chunks = chunks;
    self->next_chunk = 0;
    self->chunk_offset = 0;
    return send_text(self, chat_start.bytes, chat_start.size);
}

static bool begin_paced(struct connection *self, const char *arguments, uint64_t now) {
    char *count;
    uint32_t interval = (uint32_t)strtoul(arguments, &count, 10);
    if (!pacer_add(self, interval, now)) return false;
    return begin_chat(self, MODE_PACED, (uint32_t)atoi(count + 1));
}

static bool begin_beats(struct connection *self, const char *interval, uint64_t now) {
    if (!pacer_add(self, (uint32_t)atoi(interval), now)) return false;
    self->mode = MODE_BEATS;
    return send_text(self, chat_first.bytes, chat_first.size);
}

static bool begin_ticks(struct connection *self, const char *interval, uint64_t now) {
    self->interval = (uint32_t)atoi(interval);
    if (!ticker_add(self, now)) return false;
    self->mode = MODE_TICKS;
    return send_text(self, stream_start, sizeof stream_start - 1);
}

static bool answer(struct connection *self, const char *path, uint64_t now) {
    static char report[1024];
    counters.begun++;
    if (strncmp(path, "/burst/", 7) == 0) {
        return begin_chat(self, MODE_BURST, (uint32_t)atoi(path + 7)) && send_burst(self);
    }
    if (strncmp(path, "/paced/", 7) == 0) return begin_paced(self, path + 7, now);
    if (strncmp(path, "/beats/", 7) == 0) return begin_beats(self, path + 7, now);
    if (strncmp(path, "/answer", 7) == 0) {
        counters_finished(chat_answer_length());
        return send_text(self, chat_answer.bytes, chat_answer.size);
    }
    if (strncmp(path, "/counters", 9) == 0) {
        counters.begun--;
        return send_text(self, report, counters_answer(report, sizeof report));
    }
    if (strncmp(path, "/ticks/", 7) == 0) return begin_ticks(self, path + 7, now);
    if (strncmp(path, "/plain", 6) == 0) return send_text(self, plain, sizeof plain - 1);
    if (strncmp(path, "/first", 6) == 0) {
        self->mode = MODE_SILENT;
        return send_text(self, chat_first.bytes, chat_first.size);
    }
    self->mode = strncmp(path, "/flood", 6) == 0 ? MODE_FLOOD : MODE_SILENT;
    if (strncmp(path, "/silent", 7) == 0) return true;
    return send_text(self, stream_start, sizeof stream_start - 1);
}

// Takes one request out of what was read; the rest of its body is passed over as it comes.
static bool take_request(struct connection *self, char *end, uint64_t now) {
    *end = 0;
    const char *length = strcasestr(self->head, "\r\ncontent-length:");
    size_t body = length ? strtoul(length + 17, NULL, 10) : 0;
    size_t head = (size_t)(end - self->head) + 4;
    size_t here = self->head_size - head < body ? self->head_size - head : body;
    self->body_left = body - here;
    const char *path = strchr(self->head, ' ');
    bool is_open = path && answer(self, path + 1, now);
    self->head_size -= head + here;
    memmove(self->head, self->head + head + here, self->head_size);
    return is_open;
}

// Bytes that are no request, such as the beginning of TLS, are kept without an answer until there is no room.
static bool received(struct connection *self, const char *bytes, size_t size, uint64_t now) {
    size_t body = size < self->body_left ? size : self->body_left;
    self->body_left -= body;
    bytes += body;
    size -= body;
    if (self->mode != MODE_REQUEST || size == 0) return true;
    if (size > sizeof self->head - 1 - self->head_size) return false;
    memcpy(self->head + self->head_size, bytes, size);
    self->head_size += size;
    self->head[self->head_size] = 0;
    char *end;
    while (self->mode == MODE_REQUEST && (end = strstr(self->head, "\r\n\r\n"))) {
        if (!take_request(self, end, now)) return false;
        self->head[self->head_size] = 0;
    }
    return true;
}

bool connection_readable(struct connection *self, uint64_t now) {
    char bytes[2048];
    ssize_t count = recv(self->descriptor, bytes, sizeof self->head / 2, 0);
    if (count < 0) return errno == EAGAIN;
    return count > 0 && received(self, bytes, (size_t)count, now);
}

bool connection_writable(struct connection *self) {
    return self->mode == MODE_BURST ? send_burst(self) : send_left(self);
}

bool connection_tick(struct connection *self) {
    // A peer that does not keep up gets no further event until it has taken the last one.
    return self->out_left > 0 || send_text(self, event, sizeof event - 1);
}

bool connection_pace(struct connection *self, uint64_t now) {
    if (self->out_left > 0) return true;
    if (self->mode == MODE_BEATS) return send_text(self, chat_beat.bytes, chat_beat.size);
    if (self->next_chunk == self->chunks) {
        pacer_remove(self);
        uint64_t size = (uint64_t)self->chunks * CHAT_STAMP;
        return end_chat(self, (struct length){size, size, size});
    }
    self->next_chunk++;
    counters.chunks++;
    struct text chunk = chat_stamped(now);
    return send_text(self, chunk.bytes, chunk.size);
}
