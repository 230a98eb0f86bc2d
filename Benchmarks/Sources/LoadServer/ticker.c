#include "ticker.h"

#include <stddef.h>

#include "connection.h"

#define INTERVALS 16

struct list {
    uint32_t interval;
    struct connection *first, *last;
};

static struct list lists[INTERVALS];

static struct list *list_of(uint32_t interval) {
    for (int index = 0; index < INTERVALS; index++) {
        if (lists[index].interval == interval) return &lists[index];
        if (lists[index].interval == 0) {
            lists[index].interval = interval;
            return &lists[index];
        }
    }
    return NULL;
}

static void append(struct list *list, struct connection *connection) {
    connection->previous = list->last;
    connection->next = NULL;
    if (list->last) list->last->next = connection;
    else list->first = connection;
    list->last = connection;
}

static void unlink_from(struct list *list, struct connection *connection) {
    if (connection->previous) connection->previous->next = connection->next;
    else list->first = connection->next;
    if (connection->next) connection->next->previous = connection->previous;
    else list->last = connection->previous;
}

bool ticker_add(struct connection *connection, uint64_t now) {
    struct list *list = connection->interval > 0 ? list_of(connection->interval) : NULL;
    if (!list) return false;
    connection->due = now + connection->interval * 1000000ull;
    append(list, connection);
    return true;
}

void ticker_remove(struct connection *connection) { unlink_from(list_of(connection->interval), connection); }

struct connection *ticker_next(uint64_t now) {
    for (struct list *list = lists; list < lists + INTERVALS; list++) {
        struct connection *connection = list->first;
        if (!connection || connection->due > now) continue;
        unlink_from(list, connection);
        ticker_add(connection, now);
        return connection;
    }
    return NULL;
}

int ticker_timeout(uint64_t now) {
    uint64_t nearest = UINT64_MAX;
    for (int index = 0; index < INTERVALS; index++) {
        if (lists[index].first && lists[index].first->due < nearest) nearest = lists[index].first->due;
    }
    if (nearest == UINT64_MAX) return -1;
    return nearest <= now ? 0 : (int)((nearest - now + 999999) / 1000000);
}
