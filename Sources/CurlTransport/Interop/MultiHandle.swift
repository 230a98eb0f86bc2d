internal import CCurl
internal import HTTPTransport

/// The owner of the multi handle: libcurl's connections, and the transfers that run on them.
///
/// Its callbacks only write down what libcurl asks for; the loop acts on it between calls.
@safe
struct MultiHandle: ~Copyable {
    private let pointer: UnsafeMutableRawPointer
    private let requests: MultiRequests

    init(_ settings: ConnectionSettings) throws(HTTPTransportError) {
        guard let pointer = unsafe curl_multi_init() else {
            throw HTTPTransportError(.internalFailure, "libcurl could not make a multi handle")
        }
        unsafe self.pointer = pointer
        requests = MultiRequests()
        // Unretained: this value owns both, and cleans the handle up first.
        let data = unsafe Unmanaged.passUnretained(requests).toOpaque()
        unsafe ccurl_multi_set_socket_callback(pointer, socketCallback)
        unsafe ccurl_multi_set_pointer(pointer, CURLMOPT_SOCKETDATA, data)
        unsafe ccurl_multi_set_timer_callback(pointer, timerCallback)
        unsafe ccurl_multi_set_pointer(pointer, CURLMOPT_TIMERDATA, data)
        unsafe ccurl_multi_set_long(pointer, ccurl_multi_opt_quick_exit, 1)
        let shares = settings.reachOfSharing != .nowhere
        unsafe ccurl_multi_set_long(pointer, CURLMOPT_PIPELINING, shares ? ccurl_pipe_multiplex : ccurl_pipe_nothing)
        unsafe ccurl_multi_set_long(pointer, CURLMOPT_MAX_CONCURRENT_STREAMS, settings.streamsPerConnection)
        // Busy and idle ones together; by default libcurl would close those that ended streams leave behind.
        unsafe ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, settings.configuration.maximumTransfers)
    }

    deinit {
        unsafe curl_multi_cleanup(pointer)
        // Cleaning up may call back; the requests must live until here.
        withExtendedLifetime(requests) {}
    }

    func add(_ easy: EasyHandle) -> Bool {
        unsafe curl_multi_add_handle(pointer, easy.pointer) == CURLM_OK
    }

    func remove(_ easy: EasyHandle) {
        _ = unsafe curl_multi_remove_handle(pointer, easy.pointer)
    }

    /// Tells libcurl that a socket is ready; false when the multi handle is broken.
    func socketReady(_ descriptor: Int32, readable: Bool, writable: Bool) -> Bool {
        let bits = (readable ? ccurl_poll_in : 0) | (writable ? ccurl_poll_out : 0)
        return act(descriptor, bits)
    }

    /// Tells libcurl that its time has come; false when the multi handle is broken.
    func timeReached() -> Bool { act(CURL_SOCKET_TIMEOUT, 0) }

    private func act(_ descriptor: Int32, _ bits: Int32) -> Bool {
        var running: Int32 = 0
        let code = unsafe curl_multi_socket_action(pointer, descriptor, bits, &running)
        return code == CURLM_OK || code == CURLM_BAD_SOCKET
    }

    /// The next transfer that libcurl has ended, with its code; nil when there is none.
    ///
    /// The message is gone once the transfer is removed, so its contents are copied here.
    func nextCompleted() -> (EasyHandle.ID, CurlResult)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(pointer, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else {
                continue
            }
            return unsafe (EasyHandle.ID(easy), CurlResult(ccurl_message_result(message)))
        }
        return nil
    }

    /// What libcurl asked for since the last call.
    func takeRequests() -> (sockets: [SocketRequest], timer: TimerRequest) {
        defer { requests.timer = .unchanged }
        // Nearly always: nothing is copied then.
        if requests.sockets.isEmpty { return ([], requests.timer) }
        defer { requests.sockets = [] }
        return (requests.sockets, requests.timer)
    }
}

/// What libcurl wants to know about a socket.
struct SocketRequest {
    enum Interest { case read, write, readAndWrite, nothing, remove }
    var descriptor: Int32
    var interest: Interest
    /// The transfer on whose behalf it asks; possibly an internal handle of libcurl's that we do not know.
    var easy: EasyHandle.ID
}

/// When libcurl wants to be called without a socket event.
enum TimerRequest {
    case unchanged
    case never
    case after(milliseconds: Int)
}

/// Where the multi handle's callbacks write.
final class MultiRequests {
    var sockets: [SocketRequest] = []
    var timer = TimerRequest.unchanged

    /// The requests behind a user pointer.
    static func from(_ data: UnsafeMutableRawPointer?) -> MultiRequests? {
        unsafe data.map { unsafe Unmanaged<MultiRequests>.fromOpaque($0).takeUnretainedValue() }
    }
}

func socketCallback(
    _ easy: UnsafeMutableRawPointer?, _ descriptor: curl_socket_t, _ what: Int32, _ data: UnsafeMutableRawPointer?,
    _ socketData: UnsafeMutableRawPointer?
) -> Int32 {
    guard let requests = unsafe MultiRequests.from(data), let easy = unsafe easy else { return 0 }
    let interest: SocketRequest.Interest =
        switch what {
        case ccurl_poll_in: .read
        case ccurl_poll_out: .write
        case ccurl_poll_inout: .readAndWrite
        case ccurl_poll_remove: .remove
        default: .nothing
        }
    unsafe requests.sockets.append(
        SocketRequest(descriptor: descriptor, interest: interest, easy: EasyHandle.ID(easy)))
    return 0
}

func timerCallback(_ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ data: UnsafeMutableRawPointer?) -> Int32 {
    unsafe MultiRequests.from(data)?.timer = milliseconds < 0 ? .never : .after(milliseconds: milliseconds)
    return 0
}
