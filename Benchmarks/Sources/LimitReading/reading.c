#include "reading.h"

#include <stdbool.h>
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

struct text_reader {
    struct reading *reading;
    reading_text text;
};

static void take_line(void *context, const char *line, size_t size) {
    struct text_reader *reader = context;
    if (size > 6 && memcmp(line, "data: ", 6) == 0) take_text(reader->reading, line + 6, size - 6, reader->text);
}

void reading_keep(struct reading *self, const char *bytes, size_t size) { lines_keep(&self->lines, bytes, size); }

void reading_take(struct reading *self, const char *bytes, size_t size, reading_text text) {
    struct text_reader reader = {self, text};
    lines_take(&self->lines, bytes, size, take_line, &reader);
}

void reading_end(struct reading *self) {
    take_text(self, self->lines.kept, self->lines.kept_size, NULL);
    self->lines.kept_size = 0;
}

void reading_free(struct reading *self) { free(self->lines.kept); }
