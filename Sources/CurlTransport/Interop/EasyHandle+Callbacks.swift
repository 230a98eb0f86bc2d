internal import CCurl
internal import Glibc

/// What a transfer does with libcurl's callbacks.
///
/// Called on the loop thread, inside libcurl: no call here may block, take a contended lock, resume a task or enter
/// libcurl again.
protocol EasyHandleHandler: AnyObject {
    /// A line of a head or a trailer, with its line end.
    ///
    /// False ends the transfer.
    func headerLineReceived(_ line: UnsafeRawBufferPointer) -> Bool
    /// Body bytes, only valid during the call.
    func bodyReceived(_ bytes: UnsafeRawBufferPointer) -> BodyDisposition
    /// The next bytes of the request's body go here.
    func bodyWanted(_ space: UnsafeMutableRawBufferPointer) -> BodySupply
    /// libcurl wants to send the body again from its start.
    func replayWanted()
    /// This connection is up and the request is about to be written; nil when libcurl does not name it.
    ///
    /// False ends the transfer before it is.
    func requestStarting(on connection: SharedConnection?) -> Bool
    /// A part of the request's head has been written; told only where no start is announced.
    func requestWritten()
    /// The address is known, and a socket is opened for it.
    ///
    /// False keeps it from being opened.
    func socketOpening() -> Bool
    /// No socket could be opened, for this reason of the system's.
    func socketRefused(errno: Int32)
}

/// What happens to body bytes that libcurl offers.
enum BodyDisposition {
    /// They were taken.
    case accept
    /// Nothing was taken; libcurl keeps them until the transfer is resumed.
    case pause
}

/// What there is of a request's body.
enum BodySupply {
    /// So many bytes; none at the end.
    case bytes(Int)
    /// Nothing yet; libcurl asks again when the transfer is resumed.
    case wait
}

// File-scope functions, since a closure formed in an isolated context traps when libcurl calls it on its thread.

func bodyCallback(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ data: UnsafeMutableRawPointer?)
    -> Int
{
    guard let handler = unsafe EasyHandle.from(data)?.handler else { return 0 }
    let body = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return switch unsafe handler.bodyReceived(body) {
    case .accept: size * count
    case .pause: ccurl_writefunc_pause
    }
}

func headerCallback(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ data: UnsafeMutableRawPointer?)
    -> Int
{
    guard let handler = unsafe EasyHandle.from(data)?.handler else { return 0 }
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe handler.headerLineReceived(line) ? size * count : 0
}

func readCallback(_ space: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ data: UnsafeMutableRawPointer?)
    -> Int
{
    guard let handler = unsafe EasyHandle.from(data)?.handler else { return ccurl_readfunc_abort }
    let space = unsafe UnsafeMutableRawBufferPointer(start: space, count: size * count)
    return switch unsafe handler.bodyWanted(space) {
    case .bytes(let count): count
    case .wait: ccurl_readfunc_pause
    }
}

/// Whether to repeat a request is not libcurl's decision.
func seekCallback(_ data: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    unsafe EasyHandle.from(data)?.handler?.replayWanted()
    return ccurl_seekfunc_fail
}

func prereqCallback(
    _ data: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?, _ local: UnsafeMutablePointer<CChar>?,
    _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    guard let handle = unsafe EasyHandle.from(data), let handler = unsafe handle.handler else { return 1 }
    var connection: SharedConnection?
    if handle.namesConnections, let local = unsafe local, let remote = unsafe remote {
        connection = unsafe SharedConnection(
            local: String(cString: local), localPort: localPort, remote: String(cString: remote),
            remotePort: remotePort)
    }
    return handler.requestStarting(on: connection) ? 0 : 1
}

/// What libcurl says while it works, of which only the requests that it wrote count.
func requestDebugCallback(
    _ easy: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ text: UnsafeMutablePointer<CChar>?, _ count: Int,
    _ data: UnsafeMutableRawPointer?
) -> Int32 {
    guard kind == CURLINFO_HEADER_OUT else { return 0 }
    let head = unsafe UnsafeRawBufferPointer(start: text, count: count)
    // A tunnel is asked for with a request, too.
    if unsafe !head.starts(with: "CONNECT ".utf8) { unsafe EasyHandle.from(data)?.handler?.requestWritten() }
    return 0
}

/// libcurl's own sockets are inherited by child processes before 8.19, which would keep streams open.
func openSocketCallback(
    _ data: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address = unsafe address?.pointee else { return -1 }
    let handler = unsafe EasyHandle.from(data)?.handler
    if let handler, !handler.socketOpening() { return -1 }
    let descriptor = socket(address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
    if descriptor < 0 { handler?.socketRefused(errno: errno) }
    return descriptor
}
