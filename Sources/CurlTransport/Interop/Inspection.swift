internal import CCurl
internal import HTTPTransport

/// A connection that is made to be looked at: one blocking run of libcurl on a thread of its own.
struct Inspection {
    private let url: String
    private let settings: ConnectionSettings
    private let trust: CurlTransport.InspectionTrust
    private let limit: Duration?
    private let wait: InspectionWait

    init(
        _ url: String, _ settings: ConnectionSettings, _ trust: CurlTransport.InspectionTrust, limit: Duration?,
        wait: InspectionWait
    ) {
        self.url = url
        self.settings = settings
        self.trust = trust
        self.limit = limit
        self.wait = wait
    }

    /// Makes the connection, and closes it.
    func run() -> InspectionWait.Outcome {
        guard let easy = EasyHandle() else {
            return (CurlTransport.ConnectionReport(), HTTPTransportError(.internalFailure, "libcurl is out of memory"))
        }
        let notes = InspectionNotes(wait)
        easy.prepare(settings)
        easy.prepare(inspectionOf: url, trustsEverybody: trust == .everybody, limit: limit)
        easy.attach(notes)
        let result = easy.perform(notes)
        var report = easy.connectionReport
        report.session = notes.session
        var error = easy.inspectionFailure(result, socketErrno: notes.socketErrno)
        if error?.code == .timeout {
            error?.limit = .connect
            error?.limitValue = limit
            error?.connectStage = notes.isSocketOpened ? (easy.isConnected ? .handshake : .tcp) : .nameLookup
        }
        return (report, error)
    }
}

extension EasyHandle {
    /// Sets what makes a connection and no request.
    fileprivate func prepare(inspectionOf url: String, trustsEverybody: Bool, limit: Duration?) {
        set(CURLOPT_URL, url)
        set(CURLOPT_CONNECT_ONLY, 1)
        set(CURLOPT_CERTINFO, 1)
        set(CURLOPT_FRESH_CONNECT, 1)
        // libcurl's own default is 300 s; ours is the one that counts.
        let milliseconds = limit.map { max(1, Int(($0 / .milliseconds(1)).rounded(.up))) }
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds ?? Int(Int32.max))
        if let milliseconds { set(CURLOPT_TIMEOUT_MS, milliseconds) }
        guard trustsEverybody else { return }
        for option in [CURLOPT_SSL_VERIFYPEER, CURLOPT_SSL_VERIFYHOST] { set(option, 0) }
        for option in [CURLOPT_PROXY_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYHOST] { set(option, 0) }
        set(CURLOPT_PINNEDPUBLICKEY, nil as String?)
    }

    /// Runs libcurl until the connection is made, has failed, or nobody waits for it any more.
    fileprivate func perform(_ notes: InspectionNotes) -> CurlResult {
        // Unretained: the caller holds the notes for longer than the handle is used.
        let data = unsafe Unmanaged.passUnretained(notes).toOpaque()
        unsafe ccurl_easy_set_debug_callback(pointer, inspectionDebugCallback)
        unsafe ccurl_easy_set_pointer(pointer, CURLOPT_DEBUGDATA, data)
        unsafe ccurl_easy_set_progress_callback(pointer, inspectionProgressCallback)
        unsafe ccurl_easy_set_pointer(pointer, ccurl_opt_xferinfo_data, data)
        set(CURLOPT_VERBOSE, 1)
        set(CURLOPT_NOPROGRESS, 0)
        defer {
            set(CURLOPT_VERBOSE, 0)
            set(CURLOPT_NOPROGRESS, 1)
        }
        return withExtendedLifetime(notes) { CurlResult(unsafe curl_easy_perform(pointer)) }
    }

    /// What libcurl counted and the server showed.
    fileprivate var connectionReport: CurlTransport.ConnectionReport {
        var metrics = TransferMetrics()
        read(into: &metrics)
        var report = CurlTransport.ConnectionReport()
        report.nameLookup = metrics.nameLookup
        report.connect = metrics.connect
        report.tls = metrics.tls
        report.remoteAddress = metrics.remoteAddress
        report.remotePort = metrics.remoteAddress.map { _ in long(CURLINFO_PRIMARY_PORT) }
        report.certificates = certificates
        return report
    }

    private var certificates: [CurlTransport.Certificate] {
        guard let chain = unsafe ccurl_easy_get_certificates(pointer), unsafe chain.pointee.num_of_certs > 0,
            let lists = unsafe chain.pointee.certinfo
        else { return [] }
        return (0..<Int(unsafe chain.pointee.num_of_certs)).map { index in
            var lines: [String] = []
            var item = unsafe lists[index]
            while let line = unsafe item {
                if let text = unsafe line.pointee.data { unsafe lines.append(String(cString: text)) }
                unsafe item = line.pointee.next
            }
            return CertificateText.certificate(lines)
        }
    }
}

/// What libcurl says while it makes the connection.
private final class InspectionNotes: EasyHandleHandler {
    private let wait: InspectionWait
    private(set) var session: CurlTransport.TLSSession?
    private(set) var isSocketOpened = false
    private(set) var socketErrno: Int32 = 0

    init(_ wait: InspectionWait) { self.wait = wait }

    /// Nobody waits for the connection any more.
    var isGivenUp: Bool { wait.isOver }

    /// `SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384`: the only place where every TLS library's choice is told.
    func said(_ text: String) {
        let introduction = "SSL connection using "
        guard session == nil, text.hasPrefix(introduction) else { return }
        let parts = text.dropFirst(introduction.count).split(separator: "/").map { part in
            part.split { $0 == " " || $0.isNewline }.joined(separator: " ")
        }
        guard parts.count >= 2 else { return }
        session = CurlTransport.TLSSession(version: parts[0], cipher: parts[1])
    }

    func socketOpening() -> Bool {
        isSocketOpened = true
        return true
    }
    func socketRefused(errno: Int32) { socketErrno = errno }

    // There is no request, and so no answer; libcurl announces one all the same.
    func headerLineReceived(_ line: UnsafeRawBufferPointer) -> Bool { true }
    func bodyReceived(_ bytes: UnsafeRawBufferPointer) -> BodyDisposition { .accept }
    func bodyWanted(_ space: UnsafeMutableRawBufferPointer) -> BodySupply { .bytes(0) }
    func replayWanted() {}
    func requestStarting(on connection: SharedConnection?) -> Bool { true }
    func requestWritten() {}

    /// The notes behind a user pointer.
    static func from(_ data: UnsafeMutableRawPointer?) -> InspectionNotes? {
        unsafe data.map { unsafe Unmanaged<InspectionNotes>.fromOpaque($0).takeUnretainedValue() }
    }
}

private func inspectionDebugCallback(
    _ easy: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ text: UnsafeMutablePointer<CChar>?, _ size: Int,
    _ data: UnsafeMutableRawPointer?
) -> Int32 {
    guard kind == CURLINFO_TEXT, let text = unsafe text else { return 0 }
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: size)
    unsafe InspectionNotes.from(data)?.said(String(decoding: bytes, as: UTF8.self))
    return 0
}

private func inspectionProgressCallback(
    _ data: UnsafeMutableRawPointer?, _ total: curl_off_t, _ now: curl_off_t, _ sendTotal: curl_off_t,
    _ sent: curl_off_t
) -> Int32 {
    unsafe InspectionNotes.from(data)?.isGivenUp == true ? 1 : 0
}
