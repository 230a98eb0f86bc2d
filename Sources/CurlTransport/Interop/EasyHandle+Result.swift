internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// How a transfer ended that libcurl reports as ended; nil when it ended well.
    func failure(_ result: CurlResult, progress: TransferProgress) -> HTTPTransportError? {
        var progress = progress
        progress.proxyStatus = long(CURLINFO_HTTP_CONNECTCODE)
        return HTTPTransportError(result.code, message: errorMessage, progress: progress)
    }

    /// Why a connection that is only looked at was not made; nil when it was.
    func inspectionFailure(_ result: CurlResult, socketErrno: Int32) -> HTTPTransportError? {
        guard result.code != CURLE_OK else { return nil }
        return failure(result, progress: TransferProgress(socketErrno: Int(socketErrno)))
    }
}

/// libcurl's result code of a transfer, opaque outside this folder.
struct CurlResult {
    fileprivate let code: CURLcode
    /// libcurl met no problem.
    var isGood: Bool { code == CURLE_OK }
    init(_ code: CURLcode) { self.code = code }
}
