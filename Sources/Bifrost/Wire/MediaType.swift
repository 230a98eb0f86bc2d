/// The content type of an answer; parameters and case do not count (RFC 9110 section 8.3.1).
enum MediaType {
    static func isEventStream(_ contentType: String) -> Bool {
        let type = bare(contentType)
        return type.isEmpty || type == "text/event-stream"
    }

    static func isJSON(_ contentType: String) -> Bool {
        let type = bare(contentType)
        return type == "application/json" || type.hasSuffix("+json")
    }

    static func isHTML(_ contentType: String) -> Bool { bare(contentType) == "text/html" }

    private static func bare(_ contentType: String) -> String {
        contentType.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }
}
