/// Which of the gateway's two families of paths a request came by; they differ in naming, statuses and endings.
enum Flavour: Sendable {
    /// `/v1/…`
    case native
    /// `/openai/v1/…` and `/openai/…`
    case dropIn

    /// Splits a path into its flavour and the part after the version; nil outside both families.
    static func split(_ path: Substring) -> (flavour: Flavour, endpoint: Substring)? {
        let families: [(prefix: String, flavour: Flavour)] = [
            ("/v1/", .native), ("/openai/v1/", .dropIn), ("/openai/", .dropIn),
        ]
        for family in families where path.hasPrefix(family.prefix) {
            return (family.flavour, path.dropFirst(family.prefix.count))
        }
        return nil
    }
}
