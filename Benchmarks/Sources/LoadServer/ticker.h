// When connections are due to send: one list for each interval, which stays in order because all wait equally long.
#ifndef TICKER_H
#define TICKER_H

#include <stdbool.h>
#include <stdint.h>

struct connection;

// Times are nanoseconds of the monotonic clock. False when there are too many different intervals.
bool ticker_add(struct connection *connection, uint64_t now);
void ticker_remove(struct connection *connection);
// Returns a connection that is due and puts it back behind the others; null when none is.
struct connection *ticker_next(uint64_t now);
// How many milliseconds until one is due; -1 when none waits.
int ticker_timeout(uint64_t now);

#endif
