// Two splitters of event streams in C, to compare with. Both count events and keep an event's data until it ends; they
// read `data` fields, skip all others, and know no limits.
#ifndef SPLIT_H
#define SPLIT_H

#include <stddef.h>
#include <stdint.h>

#include "lines.h"

struct split {
    struct lines lines;
    unsigned char state;
    uint64_t events, bytes;
};

// Looks for the ends of lines with memchr and copies only what a cut has left.
void split_by_memchr(struct split *self, const char *bytes, size_t size);
// Takes byte by byte by a table of states and kinds of bytes.
void split_by_table(struct split *self, const char *bytes, size_t size);
void split_free(struct split *self);

#endif
