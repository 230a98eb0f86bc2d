#include "multi.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>

#define BATCH 512
#define NEVER UINT64_MAX

static CURLM *multi;
static int epoll, running;
static uint64_t due = NEVER;
static multi_done when_done;

static uint64_t milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

static int watch(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
    (void)easy, (void)context;
    struct epoll_event event = {.data.fd = socket};
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL);
    } else {
        epoll_ctl(epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
        if (!known) curl_multi_assign(multi, socket, &epoll);
    }
    return 0;
}

static int set_timer(CURLM *handle, long delay, void *context) {
    (void)handle, (void)context;
    due = delay < 0 ? NEVER : milliseconds() + (uint64_t)delay;
    return 0;
}

void multi_open(multi_done done) {
    when_done = done;
    epoll = epoll_create1(EPOLL_CLOEXEC);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 32768l);
}

void multi_add(CURL *easy) {
    if (curl_multi_add_handle(multi, easy) != CURLM_OK) abort();
    running++;
}

static void take_ended(void) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        CURLcode result = message->data.result;
        curl_multi_remove_handle(multi, easy);
        running--;
        when_done(easy, result);
    }
}

static int timeout(void) {
    if (due == NEVER) return -1;
    uint64_t now = milliseconds();
    return due <= now ? 0 : (int)(due - now);
}

void multi_run(long endless) {
    struct epoll_event events[BATCH];
    int still_running;
    while (running > endless) {
        int count = epoll_wait(epoll, events, BATCH, timeout());
        for (int index = 0; index < count; index++) {
            uint32_t seen = events[index].events;
            int what = (seen & EPOLLOUT ? CURL_CSELECT_OUT : 0) | (seen & ~(uint32_t)EPOLLOUT ? CURL_CSELECT_IN : 0);
            curl_multi_socket_action(multi, events[index].data.fd, what, &still_running);
        }
        if (due != NEVER && milliseconds() >= due) {
            due = NEVER;
            curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &still_running);
        }
        take_ended();
    }
}
