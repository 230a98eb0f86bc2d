#include "reading.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int hexadecimal(const char *digits) {
    int value = 0;
    for (int index = 0; index < 4; index++) {
        char digit = digits[index];
        value = value * 16 + (digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
    }
    return value;
}

static char *put_scalar(char *out, int scalar) {
    if (scalar < 0x80) {
        *out++ = (char)scalar;
    } else if (scalar < 0x800) {
        *out++ = (char)(0xC0 | scalar >> 6);
        *out++ = (char)(0x80 | (scalar & 0x3F));
    } else if (scalar < 0x10000) {
        *out++ = (char)(0xE0 | scalar >> 12);
        *out++ = (char)(0x80 | (scalar >> 6 & 0x3F));
        *out++ = (char)(0x80 | (scalar & 0x3F));
    } else {
        *out++ = (char)(0xF0 | scalar >> 18);
        *out++ = (char)(0x80 | (scalar >> 12 & 0x3F));
        *out++ = (char)(0x80 | (scalar >> 6 & 0x3F));
        *out++ = (char)(0x80 | (scalar & 0x3F));
    }
    return out;
}

// Resolves one escape; returns where it ends.
static const char *unescape(const char *escape, const char *end, char **out) {
    switch (escape[1]) {
    case 'b': *(*out)++ = '\b'; return escape + 2;
    case 'f': *(*out)++ = '\f'; return escape + 2;
    case 'n': *(*out)++ = '\n'; return escape + 2;
    case 'r': *(*out)++ = '\r'; return escape + 2;
    case 't': *(*out)++ = '\t'; return escape + 2;
    case 'u': break;
    default: *(*out)++ = escape[1]; return escape + 2;
    }
    if (end - escape < 6) return end;
    int unit = hexadecimal(escape + 2);
    if (unit >> 10 == 0x36 && end - escape >= 12) {
        *out = put_scalar(*out, 0x10000 + ((unit & 0x3FF) << 10) + (hexadecimal(escape + 8) & 0x3FF));
        return escape + 12;
    }
    *out = put_scalar(*out, unit);
    return escape + 6;
}

long reading_find_text(const char *json, size_t size, char text[READING_TEXT_ROOM]) {
    static const char name[] = "\"content\":\"";
    const char *end = json + size;
    const char *at = memmem(json, size, name, sizeof name - 1);
    if (!at) return -1;
    char *out = text;
    at += sizeof name - 1;
    while (at + 1 < end && *at != '"' && out < text + READING_TEXT_ROOM - 4) {
        if (*at == '\\') at = unescape(at, end, &out);
        else *out++ = *at++;
    }
    return out - text;
}

static void take_text(struct reading *self, const char *json, size_t size, reading_text callback) {
    static _Thread_local char text[READING_TEXT_ROOM];
    long length = reading_find_text(json, size, text);
    if (length <= 0) return;
    self->chunks++;
    self->characters += (uint64_t)length;
    if (callback) callback(self, text, (size_t)length);
}

static void take_line(struct reading *self, const char *line, size_t size, reading_text text) {
    if (size > 6 && memcmp(line, "data: ", 6) == 0) take_text(self, line + 6, size - 6, text);
}

void reading_keep(struct reading *self, const char *bytes, size_t size) {
    if (self->kept_size + size > self->kept_room) {
        self->kept_room = (self->kept_size + size) * 2;
        self->kept = realloc(self->kept, self->kept_room);
        if (!self->kept) abort();
    }
    memcpy(self->kept + self->kept_size, bytes, size);
    self->kept_size += size;
}

void reading_take(struct reading *self, const char *bytes, size_t size, reading_text text) {
    const char *end = bytes + size;
    while (bytes < end) {
        const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
        if (!line_end) {
            reading_keep(self, bytes, (size_t)(end - bytes));
            return;
        }
        if (self->kept_size > 0) {
            reading_keep(self, bytes, (size_t)(line_end - bytes));
            take_line(self, self->kept, self->kept_size, text);
            self->kept_size = 0;
        } else {
            take_line(self, bytes, (size_t)(line_end - bytes), text);
        }
        bytes = line_end + 1;
    }
}

void reading_end(struct reading *self) {
    take_text(self, self->kept, self->kept_size, NULL);
    self->kept_size = 0;
}

void reading_free(struct reading *self) { free(self->kept); }
