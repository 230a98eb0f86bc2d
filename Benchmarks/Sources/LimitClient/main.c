// The limit: what C on libcurl needs for the same work. It reads the text of each chunk and nothing else.
//
//   limit-client burst PORT STREAMS CHUNKS
//   limit-client paced PORT STREAMS INTERVAL CHUNKS
//   limit-client idle PORT STREAMS BEAT
//   limit-client answers PORT CONNECTIONS REQUESTS
//   limit-client beside PORT SILENT INTERVAL CHUNKS
//
// Prints one line of JSON.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "reading.h"
#include "delays.h"
#include "multi.h"

#define BODY \
    "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me of the sea.\"}],\"stream\":true," \
    "\"stream_options\":{\"include_usage\":true}}"
#define BODY_OF_ANSWERS "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me of the sea.\"}]}"

static char url[256], url_of_silent[256];
static bool is_paced, is_whole;
static long requests_left;
static uint64_t chunks, characters;

static void take_stamp(struct reading *self, const char *text, size_t size) {
    (void)self;
    delays_take(text, size);
}

static size_t receive(char *bytes, size_t one, size_t size, void *context) {
    (void)one;
    if (is_whole) reading_keep(context, bytes, size);
    else reading_take(context, bytes, size, is_paced ? take_stamp : NULL);
    return size;
}

static CURL *new_request(const char *to) {
    static struct curl_slist *headers;
    if (!headers) {
        headers = curl_slist_append(headers, "Content-Type: application/json");
        headers = curl_slist_append(headers, "Accept: text/event-stream, application/json");
        headers = curl_slist_append(headers, "Authorization: Bearer sk-bench");
    }
    struct reading *reading = calloc(1, sizeof *reading);
    CURL *easy = curl_easy_init();
    if (!reading || !easy) abort();
    const char *body = is_whole ? BODY_OF_ANSWERS : BODY;
    curl_easy_setopt(easy, CURLOPT_URL, to);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1l);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, reading);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, reading);
    return easy;
}

static void ended(CURL *easy, CURLcode result) {
    struct reading *reading;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &reading);
    if (result != CURLE_OK) fprintf(stderr, "limit-client: %s\n", curl_easy_strerror(result));
    if (is_whole) reading_end(reading);
    chunks += reading->chunks;
    characters += reading->characters;
    reading->chunks = reading->characters = 0;
    if (is_whole && --requests_left > 0) {
        multi_add(easy);
    } else {
        curl_easy_cleanup(easy);
        reading_free(reading);
        free(reading);
    }
}

static double wall(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

// The most memory that was resident. What getrusage tells begins with that of the process that started this one.
static long peak_kilobytes(void) {
    char line[256];
    long kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %ld", &kilobytes);
    if (status) fclose(status);
    return kilobytes;
}

static void report(double begun, const struct rusage *before) {
    struct rusage after;
    getrusage(RUSAGE_SELF, &after);
    printf(
        "{\"user\":%.6f,\"sys\":%.6f,\"wall\":%.6f,\"chunks\":%ju,\"characters\":%ju,\"unit\":\"utf8\",\"peak_kb\":%ld",
        seconds(after.ru_utime) - seconds(before->ru_utime), seconds(after.ru_stime) - seconds(before->ru_stime),
        wall() - begun, (uintmax_t)chunks, (uintmax_t)characters, peak_kilobytes());
    if (is_paced) printf(",\"p50\":%u,\"p99\":%u", delays_quantile(500), delays_quantile(990));
    printf("}\n");
}

// Reads the command line; returns how many transfers there are to be at once, and how many beside them without an end.
static long prepare(int count, char **arguments, long *silent) {
    if (count < 5) exit(64);
    const char *work = arguments[1], *port = arguments[2], *first = arguments[4];
    long streams = atol(arguments[3]);
    is_paced = strcmp(work, "paced") == 0;
    if (strcmp(work, "beside") == 0) {
        *silent = streams;
        streams = 1;
        is_paced = true;
        snprintf(url_of_silent, sizeof url_of_silent, "http://127.0.0.1:%s/head/v1/chat/completions", port);
    }
    is_whole = strcmp(work, "answers") == 0;
    char path[64];
    if (is_paced && count > 5) {
        snprintf(path, sizeof path, "paced/%s/%s", first, arguments[5]);
        delays_prepare((size_t)(streams * atol(arguments[5])));
    } else if (is_whole) {
        snprintf(path, sizeof path, "answer");
        requests_left = atol(first) - streams + 1;
    } else {
        snprintf(path, sizeof path, "%s/%s", strcmp(work, "idle") == 0 ? "beats" : "burst", first);
    }
    snprintf(url, sizeof url, "http://127.0.0.1:%s/%s/v1/chat/completions", port, path);
    return streams;
}

int main(int count, char **arguments) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    long silent = 0, streams = prepare(count, arguments, &silent);
    multi_open(ended);
    struct rusage before;
    getrusage(RUSAGE_SELF, &before);
    double begun = wall();
    for (long index = 0; index < silent; index++) multi_add(new_request(url_of_silent));
    for (long index = 0; index < streams; index++) multi_add(new_request(url));
    multi_run(silent);
    report(begun, &before);
    return 0;
}
