// What is read of an answer: lines are split by hand, and of a chunk's JSON the text alone is looked for.
#ifndef READING_H
#define READING_H

#include <stddef.h>
#include <stdint.h>

#include "lines.h"

struct reading;
// Called with the text of a chunk, its escapes resolved.
typedef void (*reading_text)(struct reading *self, const char *text, size_t size);

struct reading {
    // The caller's own.
    void *context;
    // A whole answer is one line that does not end.
    struct lines lines;
    uint64_t chunks, characters;
};

// Takes bytes of an event stream; calls back, unless it is null, with the text of each chunk.
void reading_take(struct reading *self, const char *bytes, size_t size, reading_text text);
// Finds the text in the JSON of a chunk and copies it without escapes; -1 when there is none.
#define READING_TEXT_ROOM 65536
long reading_find_text(const char *json, size_t size, char text[READING_TEXT_ROOM]);
// Takes bytes of a whole answer, to be read when it has ended.
void reading_keep(struct reading *self, const char *bytes, size_t size);
void reading_end(struct reading *self);
void reading_free(struct reading *self);

#endif
