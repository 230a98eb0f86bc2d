// One POST with libcurl, for a program in Swift that does the rest by hand.
#ifndef TRANSFER_H
#define TRANSFER_H

#include <stddef.h>

typedef void (*transfer_bytes)(void *context, const char *bytes, size_t size);

// Makes the handle; returns null when there is none to be had.
void *transfer_new(void);
// Returns 0, or libcurl's code.
int transfer_post(void *handle, const char *url, const char *body, transfer_bytes take, void *context);

#endif
