// Stands in for the system's name lookup when it is preloaded: one name is answered at once, one is stuck for three
// seconds and then not found, one moves after it was first asked for, and every other lookup is the system's. Newer
// libcurls ask for each family of addresses by itself; ours have addresses of IPv4 alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <time.h>

typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    lookup *original = (lookup *)dlsym(RTLD_NEXT, "getaddrinfo");
    if (name && strcmp(name, "stuck.test") == 0) {
        struct timespec left = {.tv_sec = 3};
        while (nanosleep(&left, &left) != 0) {}
        return EAI_NONAME;
    }
    if (name && hints && hints->ai_family == AF_INET6 && strstr(name, ".test")) return EAI_NONAME;
    if (name && strcmp(name, "answered.test") == 0) name = "127.0.0.1";
    if (name && strcmp(name, "moved.test") == 0) {
        static _Atomic int asked;
        name = asked++ == 0 ? "127.0.0.9" : "127.0.0.1";
    }
    return original(name, service, hints, result);
}
