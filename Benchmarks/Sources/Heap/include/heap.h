// What malloc has given out, in KiB; what is resident has also what it keeps for later.
#ifndef HEAP_H
#define HEAP_H

long heap_in_use(void);

#endif
