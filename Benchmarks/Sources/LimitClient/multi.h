// libcurl driven by epoll: the cheapest loop that it offers.
#ifndef MULTI_H
#define MULTI_H

#include <curl/curl.h>

// Calls back with each transfer that has ended; the handle is out of libcurl's hands then.
typedef void (*multi_done)(CURL *easy, CURLcode result);

void multi_open(multi_done done);
void multi_add(CURL *easy);
// Runs until no transfer is left but those without an end.
void multi_run(long endless);

#endif
