// What malloc has given out, and what it keeps for later; malloc.h is not in Swift's Glibc module.
#ifndef HEAP_H
#define HEAP_H

// What has been given out, in KiB; what is resident has also what malloc keeps for later.
long heap_in_use(void);

// Gives back to the system what malloc keeps for later, where nothing beside it on its pages is in use.
void heap_trim(void);

#endif
