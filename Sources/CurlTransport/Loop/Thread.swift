internal import CLinux
internal import Glibc
internal import HTTPTransport

/// Starts a thread of our own with all signals blocked: no handler may run inside libcurl, and SIGPIPE must
/// not end the process when libcurl is older than 7.87.
///
/// The name has at most 15 characters.
func startThread(named name: String, _ body: @escaping @Sendable () -> Void) throws(HTTPTransportError) {
    var all = sigset_t()
    var previous = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
    let work = unsafe Unmanaged.passRetained(ThreadWork(name: name, body: body))
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, threadMain, work.toOpaque())
    guard code == 0 else {
        unsafe work.release()
        throw HTTPTransportError(.internalFailure, "the thread \(name) could not be started (error \(code))")
    }
    pthread_detach(thread)
}

private final class ThreadWork: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    let work = unsafe Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue()
    unsafe clinux_set_thread_name(work.name)
    work.body()
    return nil
}
