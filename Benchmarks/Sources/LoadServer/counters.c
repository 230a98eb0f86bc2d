#include "counters.h"

#include <stdio.h>
#include <sys/resource.h>

struct counters counters;

void counters_finished(struct length text) {
    counters.finished++;
    counters.text.utf8 += text.utf8;
    counters.text.scalars += text.scalars;
    counters.text.utf16 += text.utf16;
}

static double processor_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

size_t counters_answer(char *out, size_t room) {
    char body[512];
    int size = snprintf(
        body, sizeof body,
        "{\"begun\":%ju,\"finished\":%ju,\"open\":%ju,\"chunks\":%ju,\"utf8\":%ju,\"scalars\":%ju,\"utf16\":%ju,\"cpu\":%.6f}\n",
        (uintmax_t)counters.begun, (uintmax_t)counters.finished, (uintmax_t)counters.open, (uintmax_t)counters.chunks,
        (uintmax_t)counters.text.utf8, (uintmax_t)counters.text.scalars, (uintmax_t)counters.text.utf16,
        processor_seconds());
    return (size_t)snprintf(
        out, room, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", size, body);
}
