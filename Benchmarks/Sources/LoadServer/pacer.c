#include "pacer.h"

#include <stddef.h>

#include "connection.h"

#define LONGEST 60000
#define MILLISECOND 1000000ull

static struct connection *slots[LONGEST];
static uint32_t interval, step, newest_slot, connections;
// The millisecond whose slot runs next.
static uint64_t next;

static uint32_t common_divisor(uint32_t a, uint32_t b) { return b == 0 ? a : common_divisor(b, a % b); }

// By the golden ratio, any number of connections is spread evenly; without a common divisor, all slots are used.
static void choose_step(void) {
    step = interval * 618 / 1000;
    while (common_divisor(interval, step) != 1) step++;
}

bool pacer_add(struct connection *connection, uint32_t milliseconds, uint64_t now) {
    if (milliseconds == 0 || milliseconds > LONGEST || (interval != 0 && interval != milliseconds)) return false;
    if (interval != milliseconds) {
        interval = milliseconds;
        choose_step();
    }
    if (connections++ == 0) next = now / MILLISECOND + 1;
    newest_slot = (newest_slot + step) % interval;
    connection->interval = newest_slot;
    connection->previous = NULL;
    connection->next = slots[newest_slot];
    if (connection->next) connection->next->previous = connection;
    slots[newest_slot] = connection;
    return true;
}

void pacer_remove(struct connection *connection) {
    if (connection->previous) connection->previous->next = connection->next;
    else slots[connection->interval] = connection->next;
    if (connection->next) connection->next->previous = connection->previous;
    connections--;
}

void pacer_run(uint64_t now, void (*tick)(struct connection *connection)) {
    if (connections == 0) return;
    for (; next <= now / MILLISECOND; next++) {
        struct connection *connection = slots[next % interval];
        while (connection) {
            struct connection *following = connection->next;
            tick(connection);
            connection = following;
        }
    }
}

int pacer_timeout(uint64_t now) {
    if (connections == 0) return -1;
    uint64_t due = next * MILLISECOND;
    return due <= now ? 0 : (int)((due - now + MILLISECOND - 1) / MILLISECOND);
}
