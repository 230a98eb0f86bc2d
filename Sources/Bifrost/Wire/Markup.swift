/// A page of HTML or XML inside a text, reduced to what it says in its title or first heading.
struct Markup {
    /// The text before the page.
    let before: [UInt8]
    /// The title or, without one, the first heading; empty when there is neither.
    let heading: [UInt8]

    /// Nil when there is no page in the text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isHTML: Whether the text was declared to be HTML, so that any tag begins the page.
    init?(in text: ArraySlice<UInt8>, isHTML: Bool) {
        let original = Array(text)
        let lowercased = original.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        let beginnings = isHTML ? ["<"] : Self.beginnings
        guard let start = beginnings.compactMap({ lowercased.position(of: Array($0.utf8), from: 0) }).min()
        else { return nil }
        before = Array(original[..<start])
        heading =
            ["title", "h1", "h2"].lazy
            .compactMap { Self.content(of: $0, in: original, lowercased, from: start) }
            .first { !$0.isEmpty } ?? []
    }

    private static let beginnings = [
        "<!doctype", "<html", "<head", "<body", "<title", "<h1", "<h2", "<center", "<?xml", "<script", "<div", "<p>",
    ]

    private static func content(
        of element: String, in original: [UInt8], _ lowercased: [UInt8], from start: Int
    ) -> [UInt8]? {
        guard let tag = lowercased.position(of: Array("<\(element)".utf8), from: start),
            let tagEnd = lowercased.position(of: Array(">".utf8), from: tag),
            let end = lowercased.position(of: Array("</\(element)".utf8), from: tagEnd)
        else { return nil }
        return withoutTags(original[(tagEnd + 1)..<end])
    }

    private static func withoutTags(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var isInTag = false
        return text.filter { byte in
            if byte == UInt8(ascii: "<") { isInTag = true }
            defer { if byte == UInt8(ascii: ">") { isInTag = false } }
            return !isInTag
        }
    }
}
