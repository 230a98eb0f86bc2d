/// The content type of an answer; parameters and case do not count (RFC 9110 section 8.3.1).
enum MediaType {
    static func isEventStream(_ contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        return type.isEmpty || type == "text/event-stream"
    }
}
