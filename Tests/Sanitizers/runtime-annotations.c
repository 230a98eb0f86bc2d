// Tells ThreadSanitizer what orders threads in Swift's runtime on Linux, which is not instrumented, so that what is
// ordered would be reported as a race. Preloaded into test runs under ThreadSanitizer; see scripts/test-sanitized.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Weak: the library is preloaded into the test driver too, which is not instrumented.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT_CALL __attribute__((swiftcall))
#define SWIFT_SELF __attribute__((swift_context))

// Mutex: the fast path is inlined into instrumented code, the contended path is not.

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

// Continuations: who resumes releases the task, and whoever takes the task from a queue acquires it. A task that was
// resumed before it waited goes on where it is, past no queue; but it switches to its executor when the call returns.

#define SWIFT_ASYNC_CALL __attribute__((swiftasynccall))
#define SWIFT_ASYNC_CONTEXT __attribute__((swift_async_context))

extern SWIFT_CALL void *swift_task_getCurrent(void) __attribute__((weak));

typedef SWIFT_ASYNC_CALL void task_switch(
    SWIFT_ASYNC_CONTEXT void *context, void *resume, void *executor, void *implementation);

task_switch swift_task_switch;
SWIFT_ASYNC_CALL void swift_task_switch(
    SWIFT_ASYNC_CONTEXT void *context, void *resume, void *executor, void *implementation) {
    task_switch *original = (task_switch *)dlsym(RTLD_NEXT, "swift_task_switch");
    if (__tsan_acquire) __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return original(context, resume, executor, implementation);
}
