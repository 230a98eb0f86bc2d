internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// Reads libcurl's counters; what it does not count is left as it is.
    func read(into metrics: inout TransferMetrics) {
        metrics.reusedConnection = long(CURLINFO_NUM_CONNECTS) == 0 && offset(CURLINFO_PRETRANSFER_TIME_T) > 0
        if !metrics.reusedConnection {
            metrics.nameLookup = time(CURLINFO_NAMELOOKUP_TIME_T)
            metrics.connect = time(CURLINFO_CONNECT_TIME_T)
            metrics.tls = time(CURLINFO_APPCONNECT_TIME_T)
        }
        metrics.remoteAddress = string(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }
        metrics.bytesSent = bytesSent
    }

    /// Bytes of the request's body that were sent.
    var bytesSent: Int { offset(CURLINFO_SIZE_UPLOAD_T) }

    /// A time since the transfer's start; libcurl counts microseconds, and zero means that it did not happen.
    private func time(_ info: CURLINFO) -> Duration? {
        let microseconds = offset(info)
        return microseconds > 0 ? .microseconds(microseconds) : nil
    }
}
