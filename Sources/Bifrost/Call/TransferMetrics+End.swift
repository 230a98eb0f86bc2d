import HTTPTransport

extension TransferMetrics {
    /// Whether an answer that ended well may have been cut: over HTTP/1 it ended with the connection, as it does when
    /// a server dies.
    ///
    /// An HTTP/2 stream says that it ends; whether a proxy made that of a cut cannot be seen.
    var endIsDoubtful: Bool { endIsTold == false && httpVersion?.hasPrefix("HTTP/1") == true }
}
