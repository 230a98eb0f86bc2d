#include "heap.h"

#include <malloc.h>

long heap_in_use(void) {
    struct mallinfo2 info = mallinfo2();
    return (long)((info.uordblks + info.hblkhd) / 1024);
}

void heap_trim(void) { malloc_trim(0); }
