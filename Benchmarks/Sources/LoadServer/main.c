// A server for measurements: one thread, any number of connections, as little work as possible.
//
// It prints its port on loopback and ends with its input. The beginning of a request's path chooses the answer:
//
//   /silent    none
//   /head      a head, one event and silence
//   /first     a chat of one chunk, and silence
//   /ticks/N   an event every N ms
//   /flood     events without a pause
//   /plain     two bytes
//   /burst/N   a chat of N chunks, as fast as it is taken
//   /paced/I/N a chat of N chunks, one every I ms, whose text is the microsecond in which it was sent
//   /beats/N   a chat of one chunk, and a comment every N ms
//   /answer    a chat's answer in one piece of JSON
//   /counters  what was sent so far, and the processor time of this process
//
// Whatever is not HTTP gets no answer.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "chat.h"
#include "connection.h"
#include "counters.h"
#include "pacer.h"
#include "ticker.h"

#define BATCH 512
// Small enough that all of 64 streams stay under way.
#define SEND_BUFFER (128 << 10)

static int epoll;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

static void watch(int operation, int descriptor, uint32_t events, void *data) {
    struct epoll_event event = {.events = events, .data.ptr = data};
    epoll_ctl(epoll, operation, descriptor, &event);
}

static int listen_on_loopback(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 4096) != 0) {
        perror("load-server");
        exit(1);
    }
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void accept_all(int listener) {
    int descriptor;
    while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct connection *connection = calloc(1, sizeof *connection);
        if (!connection) abort();
        int on = 1, size = SEND_BUFFER;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
        connection->descriptor = descriptor;
        counters.open++;
        watch(EPOLL_CTL_ADD, descriptor, EPOLLIN, connection);
    }
}

static void settle(struct connection *connection, bool is_open, bool wanted_write) {
    if (!is_open) {
        if (connection->mode == MODE_TICKS) ticker_remove(connection);
        if (connection->mode == MODE_PACED || connection->mode == MODE_BEATS) pacer_remove(connection);
        counters.open--;
        close(connection->descriptor);
        free(connection);
    } else if (connection->wants_write != wanted_write) {
        watch(EPOLL_CTL_MOD, connection->descriptor, EPOLLIN | (wanted_write ? 0 : EPOLLOUT), connection);
    }
}

static void serve(const struct epoll_event *event) {
    struct connection *connection = event->data.ptr;
    bool wanted_write = connection->wants_write;
    bool is_open = true;
    if (event->events & ~(uint32_t)EPOLLOUT) is_open = connection_readable(connection, now());
    if (is_open && event->events & EPOLLOUT) is_open = connection_writable(connection);
    settle(connection, is_open, wanted_write);
}

static void pace(struct connection *connection) {
    bool wanted_write = connection->wants_write;
    settle(connection, connection_pace(connection, now()), wanted_write);
}

static void send_due(void) {
    uint64_t instant = now();
    pacer_run(instant, pace);
    struct connection *connection;
    while ((connection = ticker_next(instant))) {
        bool wanted_write = connection->wants_write;
        settle(connection, connection_tick(connection), wanted_write);
    }
}

// How many milliseconds until something is due; -1 when nothing is.
static int timeout(void) {
    uint64_t instant = now();
    int ticker = ticker_timeout(instant), pacer = pacer_timeout(instant);
    // As unsigned numbers, "never" is the longest time.
    return (unsigned)ticker < (unsigned)pacer ? ticker : pacer;
}

int main(void) {
    chat_prepare();
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    int listener = listen_on_loopback();
    watch(EPOLL_CTL_ADD, listener, EPOLLIN, &listener);
    watch(EPOLL_CTL_ADD, STDIN_FILENO, EPOLLIN, NULL);
    struct epoll_event events[BATCH];
    while (true) {
        int count = epoll_wait(epoll, events, BATCH, timeout());
        for (int index = 0; index < count; index++) {
            if (!events[index].data.ptr) return 0;
            if (events[index].data.ptr == &listener) accept_all(listener);
            else serve(&events[index]);
        }
        send_due();
    }
}
