// Tells ThreadSanitizer about the slow path of Swift's Mutex on Linux. The fast path is inlined into instrumented
// code; the contended path lives in the Synchronization library, which is not instrumented, so that every contended
// section would be reported as a race. Preloaded into test runs under ThreadSanitizer; see scripts/test-tsan.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Weak: the library is preloaded into the test driver too, which is not instrumented.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT_CALL __attribute__((swiftcall))
#define SWIFT_SELF __attribute__((swift_context))

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT_CALL void lock_slow(uint32_t thread, SWIFT_SELF void *handle) __asm__(LOCK_SLOW);
SWIFT_CALL void lock_slow(uint32_t thread, SWIFT_SELF void *handle) {
    SWIFT_CALL void (*original)(uint32_t, SWIFT_SELF void *) = dlsym(RTLD_NEXT, LOCK_SLOW);
    original(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT_CALL void unlock_slow(SWIFT_SELF void *handle) __asm__(UNLOCK_SLOW);
SWIFT_CALL void unlock_slow(SWIFT_SELF void *handle) {
    SWIFT_CALL void (*original)(SWIFT_SELF void *) = dlsym(RTLD_NEXT, UNLOCK_SLOW);
    if (__tsan_release) __tsan_release(handle);
    original(handle);
}
