#include "split.h"

void split_free(struct split *self) { free(self->lines.kept); }

// An event of this stream has one line; the blank one behind it dispatches it.
static void take_line(void *context, const char *line, size_t size) {
    struct split *self = context;
    if (size == 0) {
        self->events += self->state;
        self->state = 0;
    } else if (size > 6 && memcmp(line, "data: ", 6) == 0) {
        self->bytes += size - 6;
        self->state = 1;
    }
}

void split_by_memchr(struct split *self, const char *bytes, size_t size) {
    lines_take(&self->lines, bytes, size, take_line, self);
}

enum { OTHER_BYTE, LINE_FEED, RETURN, COLON, SPACE, LETTER_D, LETTER_A, LETTER_T, KINDS };
// A line that begins, its name letter by letter, the value behind the colon, and a line to be skipped.
enum { LINE, D, DA, DAT, DATA, VALUE_START, VALUE, SKIPPED, STATES };
enum { NOTHING = 0, STORE = 16, END_LINE = 32, END_EVENT = 48, ACTIONS = 48 };

#define ROW(line_feed, value) \
    {value, line_feed, line_feed, value, value, value, value, value}

static const unsigned char kinds[256] = {
    ['\n'] = LINE_FEED, ['\r'] = RETURN, [':'] = COLON, [' '] = SPACE, ['d'] = LETTER_D, ['a'] = LETTER_A,
    ['t'] = LETTER_T,
};

static const unsigned char next[STATES][KINDS] = {
    [LINE] = {SKIPPED, LINE | END_EVENT, LINE, SKIPPED, SKIPPED, D, SKIPPED, SKIPPED},
    [D] = {SKIPPED, LINE, LINE, SKIPPED, SKIPPED, SKIPPED, DA, SKIPPED},
    [DA] = {SKIPPED, LINE, LINE, SKIPPED, SKIPPED, SKIPPED, SKIPPED, DAT},
    [DAT] = {SKIPPED, LINE, LINE, SKIPPED, SKIPPED, SKIPPED, DATA, SKIPPED},
    [DATA] = {SKIPPED, LINE | END_LINE, LINE | END_LINE, VALUE_START, SKIPPED, SKIPPED, SKIPPED, SKIPPED},
    [VALUE_START] = {VALUE | STORE, LINE | END_LINE, LINE | END_LINE, VALUE | STORE, VALUE, VALUE | STORE,
                     VALUE | STORE, VALUE | STORE},
    [VALUE] = ROW(LINE | END_LINE, VALUE | STORE),
    [SKIPPED] = ROW(LINE, SKIPPED),
};

static void store(struct lines *data, char byte) {
    if (data->kept_size == data->kept_room) {
        lines_keep(data, &byte, 1);
    } else {
        data->kept[data->kept_size++] = byte;
    }
}

void split_by_table(struct split *self, const char *bytes, size_t size) {
    for (const char *end = bytes + size; bytes < end; bytes++) {
        unsigned char entry = next[self->state][kinds[(unsigned char)*bytes]];
        self->state = entry & (unsigned char)~ACTIONS;
        switch (entry & ACTIONS) {
        case STORE: store(&self->lines, *bytes); break;
        case END_LINE: store(&self->lines, '\n'); break;
        case END_EVENT:
            if (self->lines.kept_size == 0) break;
            self->events++;
            self->bytes += self->lines.kept_size - 1;
            self->lines.kept_size = 0;
            break;
        default: break;
        }
    }
}
