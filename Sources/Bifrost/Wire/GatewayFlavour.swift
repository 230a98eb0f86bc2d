/// Which of the gateway's two sets of routes a base URL names.
package enum GatewayFlavour: Sendable {
    /// `…/v1`: the model carries its provider, extra fields stand at the top level.
    case native
    /// `…/openai/v1`: the OpenAI drop-in, which takes extra fields under `extra_params`.
    case dropIn

    /// Prefixes under which the gateway has the drop-in's routes for certain libraries.
    private static let libraries: Set<Substring> = ["litellm", "langchain", "pydanticai", "cursor"]

    /// The flavour of a base URL's path, with or without the version at its end.
    package init(path: Substring) {
        self = Self.split(path).isDropIn ? .dropIn : .native
    }

    /// The part of a base URL's path that comes before the gateway's own.
    static func prefix(of path: Substring) -> String {
        split(path).prefix.reduce(into: "") { text, component in text += "/" + String(component) }
    }

    private static func split(_ path: Substring) -> (prefix: ArraySlice<Substring>, isDropIn: Bool) {
        var components = path.split(separator: "/")[...]
        if components.last == "v1" { components.removeLast() }
        // Azure's form has more components behind it. A library's prefix counts at the end alone: before it, its word
        // may be the name of a place.
        if let position = components.firstIndex(of: "openai") { return (components[..<position], true) }
        if let last = components.last, libraries.contains(last) { return (components.dropLast(), true) }
        return (components, false)
    }
}
