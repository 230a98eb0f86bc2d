// One connection of the load server: reads requests and answers as each one's path says.
#ifndef CONNECTION_H
#define CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mode {
    MODE_REQUEST, // a request is awaited
    MODE_SILENT,  // nothing more is sent
    MODE_TICKS,   // an event at each interval
    MODE_FLOOD,   // events as fast as the peer takes them
    MODE_BURST,   // a chat of so many chunks, as fast as the peer takes them
    MODE_PACED,   // a chat of so many chunks, each at its time
    MODE_BEATS,   // a comment at each interval
};

struct connection {
    int descriptor;
    enum mode mode;
    bool wants_write;
    // Constant bytes still to be sent.
    const char *out;
    size_t out_left;
    // The request as far as it came, and how much of its body is missing.
    char head[2048];
    size_t head_size;
    size_t body_left;
    // The place in the list of its interval; see ticker.h.
    uint32_t interval;
    uint64_t due;
    struct connection *previous, *next;
    // A chat: how many of its chunks were begun, and how much of the last one was sent.
    uint32_t chunks, next_chunk;
    size_t chunk_offset;
};

// Each returns false when the connection is to be closed.
bool connection_readable(struct connection *self, uint64_t now);
bool connection_writable(struct connection *self);
bool connection_tick(struct connection *self);
// Sends the next chunk of a paced chat, its end, or a comment.
bool connection_pace(struct connection *self, uint64_t now);

#endif
