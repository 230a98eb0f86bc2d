#include "connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "ticker.h"

#define STREAM_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
#define EVENT "28\r\ndata: {\"choices\":[{\"delta\":{}}],\"n\":0}\n\n\r\n"
#define PLAIN "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"

static const char stream_start[] = STREAM_HEAD EVENT;
static const char event[] = EVENT;
static const char plain[] = PLAIN;

// Sends what is left; what the peer does not take waits until the socket is writable.
static bool send_left(struct connection *self) {
    while (self->out_left > 0) {
        ssize_t count = send(self->descriptor, self->out, self->out_left, MSG_NOSIGNAL);
        if (count < 0) {
            self->wants_write = errno == EAGAIN;
            return self->wants_write;
        }
        self->out += count;
        self->out_left -= (size_t)count;
        if (self->out_left == 0 && self->mode == MODE_FLOOD) {
            self->out = event;
            self->out_left = sizeof event - 1;
        }
    }
    self->wants_write = false;
    return true;
}

static bool send_text(struct connection *self, const char *text, size_t size) {
    self->out = text;
    self->out_left = size;
    return send_left(self);
}

static bool answer(struct connection *self, const char *path, uint64_t now) {
    if (strncmp(path, "/silent", 7) == 0) {
        self->mode = MODE_SILENT;
        return true;
    }
    if (strncmp(path, "/plain", 6) == 0) return send_text(self, plain, sizeof plain - 1);
    if (strncmp(path, "/ticks/", 7) == 0) {
        self->interval = (uint32_t)atoi(path + 7);
        if (!ticker_add(self, now)) return false;
        self->mode = MODE_TICKS;
    } else {
        self->mode = strncmp(path, "/flood", 6) == 0 ? MODE_FLOOD : MODE_SILENT;
    }
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

bool connection_writable(struct connection *self) { return send_left(self); }

bool connection_tick(struct connection *self) {
    // A peer that does not keep up gets no further event until it has taken the last one.
    return self->out_left > 0 || send_text(self, event, sizeof event - 1);
}
