// What the server has done: the client must have seen as much.
#ifndef COUNTERS_H
#define COUNTERS_H

#include <stddef.h>
#include <stdint.h>

#include "chat.h"

struct counters {
    // Requests that came, and those of a chat or an answer that were answered to their end.
    uint64_t begun, finished;
    // Connections that are open.
    uint64_t open;
    // Chunks with text that were handed to the kernel.
    uint64_t chunks;
    // The text of all finished answers.
    struct length text;
};

extern struct counters counters;

void counters_finished(struct length text);
// Writes an answer with them, and the processor time of this process, in JSON; returns its size.
size_t counters_answer(char *out, size_t room);

#endif
