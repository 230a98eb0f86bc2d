// The lines of bytes that come in pieces, found with memchr; only what a cut has left is copied. Inline, so that what is
// done with a line is, too.
#ifndef LINES_H
#define LINES_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct lines {
    // The beginning of a line whose rest is still to come.
    char *kept;
    size_t kept_size, kept_room;
};

static inline void lines_keep(struct lines *self, const char *bytes, size_t size) {
    if (self->kept_size + size > self->kept_room) {
        self->kept_room = (self->kept_size + size) * 2;
        self->kept = (char *)realloc(self->kept, self->kept_room);
        if (!self->kept) abort();
    }
    memcpy(self->kept + self->kept_size, bytes, size);
    self->kept_size += size;
}

// Calls back with each line that ends in these bytes.
static inline void lines_take(struct lines *self, const char *bytes, size_t size,
                              void (*take)(void *context, const char *line, size_t size), void *context) {
    const char *end = bytes + size;
    while (bytes < end) {
        const char *line_end = (const char *)memchr(bytes, '\n', (size_t)(end - bytes));
        if (!line_end) {
            lines_keep(self, bytes, (size_t)(end - bytes));
            return;
        }
        if (self->kept_size > 0) {
            lines_keep(self, bytes, (size_t)(line_end - bytes));
            take(context, self->kept, self->kept_size);
            self->kept_size = 0;
        } else {
            take(context, bytes, (size_t)(line_end - bytes));
        }
        bytes = line_end + 1;
    }
}

#endif
