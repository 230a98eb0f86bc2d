import Bifrost
import LLM

extension Check {
    /// What was configured; no secret is in it.
    static func configuration(_ settings: ModelSettings) -> Check {
        let config = settings.config
        var check = Check.pass(.configuration, "\(config.baseURL), model \(config.model)")
        let keys = [config.apiKey.map { _ in "an API key" }, config.virtualKey.map { _ in "a virtual key" }]
            .compactMap { $0 }
        check.notes = [
            keys.isEmpty ? "no key" : "\(keys.joined(separator: " and ")), not shown",
            settings.route.description,
        ]
        let headers = config.headers.keys.sorted()
        if !headers.isEmpty { check.notes.append("further header fields: \(headers.joined(separator: ", "))") }
        check.add("base_url", .string(config.baseURL))
        check.add("model", .string(config.model))
        check.add("has_api_key", .bool(config.apiKey != nil))
        check.add("has_virtual_key", .bool(config.virtualKey != nil))
        check.add("route", .string(settings.route.description))
        return check
    }
}
