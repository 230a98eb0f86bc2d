// The parts of Linux that Swift's Glibc module leaves out: epoll, event descriptors, files in memory, a thread's name,
// and what the processor is told of memory.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// prctl is variadic. Names the calling thread; 15 characters at most.
static inline void clinux_set_thread_name(const char *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}

// A file that lives in memory, closed on exec; -1 when it cannot be made. The library's own memfd_create is
// declared for GNU sources only.
static inline int clinux_memory_file(const char *name) {
    return (int)syscall(SYS_memfd_create, name, 1u);
}

// Asks the processor for memory that is about to be used, and does not wait for it; a wrong address does no harm.
static inline void clinux_prefetch(uintptr_t address, size_t size) {
    const uintptr_t line = 64;
    for (uintptr_t next = address & ~(line - 1); next < address + size; next += line) {
        __builtin_prefetch((const void *)next, 1);
    }
}

#endif
