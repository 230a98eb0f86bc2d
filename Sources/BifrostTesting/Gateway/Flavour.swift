/// Which of the gateway's two families of paths a request came by; they differ in naming, statuses and endings.
enum Flavour: Sendable {
    /// `/v1/…`
    case native
    /// `/openai/v1/…` and `/openai/…`, and the same under the names of libraries that have a prefix of their own
    case dropIn

    /// Splits a path into its flavour and the part after the version; nil outside both families.
    static func split(_ path: Substring) -> (flavour: Flavour, endpoint: Substring)? {
        let dropIns = ["openai", "litellm", "langchain", "pydanticai", "cursor"]
        let families: [(prefix: String, flavour: Flavour)] =
            [("/v1/", .native)] + dropIns.flatMap { [("/\($0)/v1/", .dropIn), ("/\($0)/", .dropIn)] }
        for family in families where path.hasPrefix(family.prefix) {
            return (family.flavour, path.dropFirst(family.prefix.count))
        }
        return nil
    }
}
