// How late stamped chunks are.
#ifndef DELAYS_H
#define DELAYS_H

#include <stddef.h>
#include <stdint.h>

void delays_prepare(size_t chunks);
// Takes a chunk's text, which is the microsecond of the monotonic clock in which it was sent.
void delays_take(const char *text, size_t size);
// The delay in microseconds that so many thousandths of the chunks did not exceed.
// The first fifth is left out: it is about opening the streams.
uint32_t delays_quantile(unsigned thousandths);

#endif
