// What is read of an answer: lines are split by hand, and of a chunk's JSON the text alone is looked for.
#ifndef READING_H
#define READING_H

#include <stddef.h>
#include <stdint.h>

struct reading {
    // The beginning of a line, or of a whole answer, whose rest is still to come.
    char *kept;
    size_t kept_size, kept_room;
    uint64_t chunks, characters;
};

// Takes bytes of an event stream; calls back with the text of each chunk, its escapes resolved.
void reading_take(struct reading *self, const char *bytes, size_t size, void (*text)(const char *text, size_t size));
// Takes bytes of a whole answer, to be read when it has ended.
void reading_keep(struct reading *self, const char *bytes, size_t size);
void reading_end(struct reading *self);

#endif
