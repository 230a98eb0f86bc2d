#include "heap.h"

#include <malloc.h>
#include <stddef.h>

// A sanitizer's malloc is not the library's, which then has given out nothing.
__attribute__((weak)) size_t __sanitizer_get_current_allocated_bytes(void);

long heap_in_use(void) {
    if (__sanitizer_get_current_allocated_bytes) return (long)(__sanitizer_get_current_allocated_bytes() / 1024);
    struct mallinfo2 info = mallinfo2();
    return (long)((info.uordblks + info.hblkhd) / 1024);
}

void heap_trim(void) { malloc_trim(0); }
