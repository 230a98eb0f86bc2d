internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// Reads libcurl's counters; what it does not count is left as it is.
    func read(into metrics: inout TransferMetrics) {
        metrics.reusedConnection = isReused && isReadyToSend
        if !metrics.reusedConnection {
            // libcurl counts from the end of our own queue.
            metrics.nameLookup = time(CURLINFO_NAMELOOKUP_TIME_T).map { $0 + metrics.queued }
            metrics.connect = time(CURLINFO_CONNECT_TIME_T).map { $0 + metrics.queued }
            metrics.tls = time(CURLINFO_APPCONNECT_TIME_T).map { $0 + metrics.queued }
        }
        metrics.remoteAddress = string(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }
        metrics.bytesSent = bytesSent
    }

    /// Bytes of the request's body that were sent.
    var bytesSent: Int { offset(CURLINFO_SIZE_UPLOAD_T) }

    /// Whether no connection had to be made; known once the request is sent.
    var isReused: Bool { !isConnected }

    /// Whether TCP is connected to the server or the proxy.
    var isConnected: Bool { long(CURLINFO_NUM_CONNECTS) > 0 }

    /// Whether the connection is up and the request is being written.
    var isReadyToSend: Bool { offset(CURLINFO_PRETRANSFER_TIME_T) > 0 }

    /// A time since libcurl began; it counts microseconds, and zero means that it did not happen.
    private func time(_ info: CURLINFO) -> Duration? {
        let microseconds = offset(info)
        return microseconds > 0 ? .microseconds(microseconds) : nil
    }
}
