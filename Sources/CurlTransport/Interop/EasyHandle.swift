internal import CCurl
internal import CLinux
internal import Glibc
internal import HTTPTransport

/// The owner of one easy handle: one transfer's options, counters and callbacks, and then another's.
///
/// It lives on the loop thread and is removed from its multi handle before it is released or used again.
@safe
final class EasyHandle {
    /// The handle's identity while it lives, as it stands in libcurl's messages.
    struct ID: Hashable {
        fileprivate let address: Int
        init(_ pointer: UnsafeMutableRawPointer) { address = Int(bitPattern: pointer) }
    }

    let pointer: UnsafeMutableRawPointer
    /// Whether the handler must know on which connection it is.
    let namesConnections: Bool
    // Neither owned nor checked: the handler owns the handle and detaches itself before it goes. A weak reference would
    // make every retain of the handler take the slow path, and a checked one is counted in every callback.
    private(set) unowned(unsafe) var handler: (any EasyHandleHandler)?
    private let errorText: UnsafeMutablePointer<CChar>
    /// What options refer to, since libcurl does not copy lists.
    private var lists: [UnsafeMutablePointer<curl_slist>]
    private var headers = HeaderLines()
    /// What the request sends, since libcurl does not copy that either.
    private var body: [UInt8] = []
    /// Where the request goes, which libcurl copies only when the transfer begins.
    private var url: ParsedURL?
    /// Whether another transfer may have the handle: it was asked for nothing that is not asked for anew each time.
    private(set) var isReusable = true

    /// Makes a handle with all options that do not depend on the request; nil when memory is out.
    convenience init?(_ settings: ConnectionSettings) {
        self.init(namesConnections: settings.speaksHTTP2)
        prepare(settings)
    }

    /// Makes a handle that only tells of libcurl itself; nil when memory is out.
    init?(namesConnections: Bool = false) {
        guard let pointer = unsafe curl_easy_init() else { return nil }
        unsafe self.pointer = pointer
        self.namesConnections = namesConnections
        unsafe lists = []
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
        installCallbacks()
    }

    deinit {
        // It is released with its handler, which must not be called any more.
        unsafe handler = nil
        // The handle goes first: it refers to the lists, the texts, the body and this object until then.
        unsafe curl_easy_cleanup(pointer)
        unsafe lists.forEach { unsafe curl_slist_free_all($0) }
        unsafe errorText.deallocate()
    }

    /// Sends the callbacks to the handler, which must outlive the handle.
    func attach(_ handler: any EasyHandleHandler) { unsafe self.handler = handler }

    /// Forgets a transfer that has ended.
    func detach() {
        unsafe handler = nil
        // The old body goes, and libcurl is not to know where it was.
        let nothing: StaticString = ""
        unsafe ccurl_easy_set_bytes(pointer, CURLOPT_POSTFIELDS, nothing.utf8Start)
        body = []
        unsafe errorText.pointee = 0
    }

    /// Keeps the handle from other transfers: it was asked for something that would stay.
    func becameSpecial() { isReusable = false }

    /// The handle behind a user pointer.
    static func from(_ data: UnsafeMutableRawPointer?) -> EasyHandle? {
        unsafe data.map { unsafe Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    // Unretained: libcurl's handle is cleaned up before this object goes.
    private var userPointer: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

    /// libcurl's own words about the last failure.
    ///
    /// Nil when it had none.
    var errorMessage: String? {
        unsafe errorText.pointee == 0 ? nil : unsafe String(cString: errorText)
    }

    var id: ID { unsafe ID(pointer) }

    private func installCallbacks() {
        let data = unsafe userPointer
        unsafe ccurl_easy_set_write_callback(pointer, CURLOPT_WRITEFUNCTION, bodyCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_WRITEDATA, data)
        unsafe ccurl_easy_set_write_callback(pointer, CURLOPT_HEADERFUNCTION, headerCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_HEADERDATA, data)
        unsafe ccurl_easy_set_prereq_callback(pointer, prereqCallback)
        unsafe ccurl_easy_set_pointer(pointer, ccurl_opt_prereq_data, data)
        unsafe ccurl_easy_set_opensocket_callback(pointer, openSocketCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_OPENSOCKETDATA, data)
    }

    /// Hears of requests once they are written, for a libcurl that does not announce them.
    func installRequestCallback() {
        unsafe ccurl_easy_set_debug_callback(pointer, requestDebugCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_DEBUGDATA, userPointer)
        set(CURLOPT_VERBOSE, 1)
    }

    /// Sets a numeric option; false when this libcurl does not know it.
    @discardableResult
    func set(_ option: CURLoption, _ value: Int) -> Bool {
        unsafe ccurl_easy_set_long(pointer, option, value) == CURLE_OK
    }

    /// Sets a text option, which libcurl copies; nil unsets it.
    ///
    /// False when this libcurl does not know it.
    @discardableResult
    func set(_ option: CURLoption, _ value: String?) -> Bool {
        guard let value else { return unsafe ccurl_easy_set_string(pointer, option, nil) == CURLE_OK }
        return unsafe value.withCString { unsafe ccurl_easy_set_string(pointer, option, $0) == CURLE_OK }
    }

    /// Sets the URL; the handle keeps what it was read as.
    func setURL(_ text: String, _ parsed: ParsedURL?) {
        guard parsed == nil || parsed !== url else { return }
        // In this order, since 8.12 forgets the text when it is given the other.
        unsafe ccurl_easy_set_parsed_url(pointer, parsed?.pointer)
        set(CURLOPT_URL, text)
        url = parsed
    }

    /// Sets the body; the handle keeps it.
    func setBody(_ bytes: [UInt8]) {
        body = bytes
        unsafe ccurl_easy_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
        // Without an address libcurl would ask the callback for the body.
        guard !bytes.isEmpty else {
            set(CURLOPT_COPYPOSTFIELDS, "")
            return
        }
        unsafe body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            // Outlives the closure: the elements of an array stay where they are until it is changed or released.
            _ = unsafe ccurl_easy_set_bytes(pointer, CURLOPT_POSTFIELDS, base)
        }
    }

    /// The handler is asked for the body, so many bytes of it.
    func setUpload(size: Int) {
        let data = unsafe userPointer
        set(CURLOPT_POST, 1)
        unsafe ccurl_easy_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(size))
        unsafe ccurl_easy_set_read_callback(pointer, readCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_READDATA, data)
        unsafe ccurl_easy_set_seek_callback(pointer, seekCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_SEEKDATA, data)
    }

    /// Sets a text option from memory, which libcurl copies.
    func setBlob(_ option: CURLoption, _ text: String) {
        unsafe text.withCString { _ = unsafe ccurl_easy_set_blob(pointer, option, $0, text.utf8.count) }
    }

    /// Sets a list option; the handle keeps the list.
    func setList(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            unsafe list = unsafe curl_slist_append(list, line)
        }
        guard let list = unsafe list else { return }
        unsafe ccurl_easy_set_list(pointer, option, list)
        unsafe lists.append(list)
    }

    /// Sets the lines of the head, of which one at least is needed; the handle keeps them.
    func setHeaders(_ write: (inout HeaderLines) -> Void) {
        headers.removeAll()
        write(&headers)
        unsafe headers.withList { list in _ = unsafe ccurl_easy_set_list(pointer, CURLOPT_HTTPHEADER, list) }
    }

    /// Lets a paused transfer go on, in both directions; kept bytes come through the body callback before this returns.
    func resume() {
        // An error here ends the transfer by itself; on a handle without a connection it means nothing.
        _ = unsafe curl_easy_pause(pointer, ccurl_pause_continue)
    }

    /// Makes libcurl serve the connection although its socket is silent: send what is queued on it, such as the reset
    /// of another stream, and look for bytes that were taken from the socket already.
    ///
    /// Any change of what is paused does that, and pausing what is sent changes nothing else. Not for a transfer whose
    /// body is paused.
    func serveConnection() {
        _ = unsafe curl_easy_pause(pointer, ccurl_pause_send)
        resume()
    }

    /// Closes the connection once nobody else is on it.
    func closeConnectionAfterUse() {
        becameSpecial()
        set(CURLOPT_FORBID_REUSE, 1)
    }

    /// Asks for a connection that nobody has used.
    func avoidKeptConnections() {
        becameSpecial()
        set(CURLOPT_FRESH_CONNECT, 1)
    }

    /// Whether the peer has closed the connection, or will send nothing more on it; false before there is one.
    var isClosedByPeer: Bool {
        var descriptor: curl_socket_t = -1
        guard unsafe ccurl_easy_get_socket(pointer, &descriptor) == CURLE_OK, descriptor >= 0 else { return false }
        // What may be there to read is no sign: sessions for later come whenever the server likes.
        // POLLRDHUP, which has the same bit, is declared for GNU sources only.
        var question = pollfd(fd: descriptor, events: Int16(EPOLLRDHUP.rawValue), revents: 0)
        return unsafe poll(&question, 1, 0) > 0
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe ccurl_easy_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe ccurl_easy_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe ccurl_easy_get_string(pointer, info, &value) == CURLE_OK else { return nil }
        return unsafe value.map { unsafe String(cString: $0) }
    }
}
