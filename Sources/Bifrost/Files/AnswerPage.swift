internal import LLM

/// One page of a list: its entries, and what leads to the next page.
struct AnswerPage<Entry> {
    let entries: [Entry]
    let hasMore: Bool
    /// Nil when nothing follows, or when the answer does not say what.
    let next: String?
    let additionalFields: [String: JSONValue]

    /// Nil when it is no object with a list; a list that is null is empty.
    ///
    /// - Parameters:
    ///   - json: The answer.
    ///   - id: What an entry is called; after the last one the next page begins.
    ///   - read: Reads an entry; those that are none are left out.
    init?(_ json: JSONValue, id: (Entry) -> String, _ read: (JSONValue) -> Entry?) {
        guard var members = JSONMembers(json),
            let list = json["data"] == .null ? [] : members.take("data", { $0.arrayValue })
        else { return nil }
        entries = list.compactMap(read)
        let hasMore = members.bool("has_more")
        self.hasMore = hasMore ?? false
        let told = members.id("after") ?? members.id("last_id")
        next = hasMore == false ? nil : told ?? (hasMore == true ? entries.last.map(id) : nil)
        additionalFields = members.additionalFields
    }
}
