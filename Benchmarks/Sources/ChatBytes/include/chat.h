// The bytes of streamed chats, made once: what a gateway sends for each token, in HTTP chunks of one event each.
#ifndef CHAT_H
#define CHAT_H

#include <stddef.h>
#include <stdint.h>

#define CHAT_RING 64

struct text {
    const char *bytes;
    size_t size;
};

// How long text is, in the units in which languages count it.
struct length {
    uint64_t utf8, scalars, utf16;
};

extern struct text chat_start;  // the head, and the chunk that names the role
extern struct text chat_first;  // as chat_start, with a chunk that has text
extern struct text chat_end;    // the finish reason, the usage, [DONE] and the end of the body
extern struct text chat_answer; // a whole answer in JSON, with its head
extern struct text chat_beat;   // a comment
// CHAT_RING chunks one behind the other; chunk n begins at chat_offsets[n], and the last offset is the ring's end.
extern struct text chat_ring;
extern size_t chat_offsets[CHAT_RING + 1];

void chat_prepare(void);
struct length chat_length(uint32_t chunks);
struct length chat_answer_length(void);
// A chunk whose text is an instant of the monotonic clock: its microseconds in fourteen digits.
struct text chat_stamped(uint64_t now);
#define CHAT_STAMP 14

#endif
