// Chats that get something at even distances, spread evenly over the interval whenever they were begun: a wheel with a
// slot for each millisecond.
#ifndef PACER_H
#define PACER_H

#include <stdbool.h>
#include <stdint.h>

struct connection;

// All chats of a server have one interval, in milliseconds; false when this one differs, or is none.
bool pacer_add(struct connection *connection, uint32_t interval, uint64_t now);
void pacer_remove(struct connection *connection);
// Calls for each connection that is due; `tick` may remove it.
void pacer_run(uint64_t now, void (*tick)(struct connection *connection));
// How many milliseconds until the next slot; -1 when there are no connections.
int pacer_timeout(uint64_t now);

#endif
