internal import CCurl
internal import HTTPTransport

/// How far a transfer had come when libcurl ended it; libcurl's code alone does not tell.
struct TransferProgress {
    /// The address was known and a socket was opened for it.
    var socketOpened = false
    /// Why the system refused a socket; zero when it did not.
    var socketErrno = 0
    /// The connection was up and the request was about to be written.
    var requestStarted = false
    /// libcurl was about to repeat the request on a fresh connection, and was stopped.
    var replayRefused = false
    /// The first line of the answer's head was there.
    var headStarted = false
    /// The answer's head was there to its blank line.
    var headComplete = false
    /// The status of the proxy's answer to CONNECT; zero when there was none.
    var proxyStatus = 0
}

extension HTTPTransportError {
    /// The one table from libcurl's codes to errors; nil when the transfer ended well.
    init?(_ code: CURLcode, message: String?, progress: TransferProgress) {
        if code == CURLE_OK {
            // libcurl takes a head that is cut in the middle for a whole one.
            if progress.headComplete { return nil }
            self.init(.connectionLost, "the connection ended inside the head of the answer")
        } else {
            self.init(code: code, progress: progress)
        }
        nativeCode = Int(code.rawValue)
        nativeMessage = unsafe message ?? curl_easy_strerror(code).map { unsafe String(cString: $0) }
        requestMayHaveArrived = progress.requestStarted
    }

    private init(code: CURLcode, progress: TransferProgress) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            self.init(.nameLookup, "the host's name was not found")
        case CURLE_COULDNT_RESOLVE_PROXY:
            self.init(.proxy, "the proxy's name was not found")
        case _ where progress.proxyStatus >= 400 && !progress.headStarted:
            self.init(.proxy, "the proxy refused the connection with status \(progress.proxyStatus)")
        case CURLE_COULDNT_CONNECT where progress.socketErrno != 0:
            self.init(.connect, "the system gave no socket (errno \(progress.socketErrno))")
        case CURLE_COULDNT_CONNECT:
            self.init(.connect, "the host refused the connection or could not be reached")
        case ccurl_proxy_failed:
            self.init(.proxy, "the proxy handshake failed")
        case CURLE_OPERATION_TIMEDOUT:
            self.init(.timeout, "libcurl's own limit fired")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
            self.init(.tls, "TLS failed")
        case CURLE_URL_MALFORMAT:
            self.init(.invalidRequest, "the URL is not valid")
        case CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION:
            self.init(.unsupported, "this libcurl was built without a needed feature")
        case CURLE_FILESIZE_EXCEEDED, ccurl_too_large:
            self.init(.tooLarge, "the answer is larger than libcurl allows")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self.init(.invalidResponse, "the server did not speak HTTP")
        case CURLE_OUT_OF_MEMORY where !progress.headComplete:
            self.init(.tooLarge, "the head of the answer is larger than libcurl allows")
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK:
            // Which of these it is depends on release and timing; how far the exchange had come does not.
            self.init(progress.requestStarted ? .connectionLost : .connect, Self.lossMessage(progress))
        default:
            self.init(.internalFailure, "libcurl failed")
        }
    }

    private static func lossMessage(_ progress: TransferProgress) -> String {
        if !progress.requestStarted { return "the connection ended while it was being made" }
        if progress.replayRefused { return "the reused connection was closed before any byte of the answer" }
        if !progress.headStarted { return "the connection ended before any byte of the answer" }
        return "the connection ended before the answer did"
    }
}
