#include "delays.h"

#include <stdlib.h>
#include <time.h>

static uint32_t *delays, *first;
static size_t count, room;

void delays_prepare(size_t chunks) {
    room = chunks;
    delays = malloc(chunks * sizeof *delays);
    if (!delays) abort();
}

void delays_take(const char *text, size_t size) {
    uint64_t sent = 0;
    for (size_t index = 0; index < size; index++) sent = sent * 10 + (uint64_t)(text[index] - '0');
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    uint64_t now = (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
    if (count < room) delays[count++] = (uint32_t)(now - sent);
}

static int compare(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

uint32_t delays_quantile(unsigned thousandths) {
    if (count == 0) return 0;
    if (!first) {
        first = delays + count / 5;
        qsort(first, (size_t)(delays + count - first), sizeof *delays, compare);
    }
    size_t counted = (size_t)(delays + count - first);
    return first[(counted - 1) * thousandths / 1000];
}
