internal import CCurl

/// A URL as libcurl has read it, for any number of transfers, which take it from here and change nothing.
@safe
final class ParsedURL {
    let text: String
    let pointer: OpaquePointer

    /// Reads a URL by the rules of a transfer that is given its text; nil where libcurl refuses it, and where not every
    /// libcurl would take all of it from here: before 8.3 the zone of an IPv6 address stays behind.
    init?(_ text: String) {
        guard !text.utf8.contains(UInt8(ascii: "[")), let pointer = unsafe curl_url() else { return nil }
        self.text = text
        unsafe self.pointer = pointer
        let status = unsafe text.withCString {
            unsafe curl_url_set(pointer, CURLUPART_URL, $0, UInt32(CURLU_DISALLOW_USER))
        }
        guard status == CURLUE_OK else { return nil }
    }

    deinit { unsafe curl_url_cleanup(pointer) }
}
