import Bifrost
import LLM

extension Check {
    /// Whether the gateway knows the model.
    static func models(_ models: [ModelInfo], asked model: String, elapsed: Duration) -> Check {
        let isKnown = models.contains { $0.id == model || model.hasSuffix("/\($0.id)") || $0.id.hasSuffix("/\(model)") }
        let listed = Wording.count(models.count, "model")
        var check =
            if isKnown {
                Check.pass(.models, "\(listed); \(model) is one of them (\(Wording.time(elapsed)))")
            } else if models.isEmpty {
                Check.warn(
                    .models, "the list is empty (\(Wording.time(elapsed)))",
                    "the gateway lists no model: are its providers configured, or is its list unused?")
            } else {
                Check.warn(
                    .models, "\(listed), but not \(model) (\(Wording.time(elapsed)))",
                    "check --model: `bifrost models` lists those that the gateway knows")
            }
        check.add("count", .integer(models.count))
        check.add("is_known", .bool(isKnown))
        check.add("elapsed_ms", .milliseconds(elapsed))
        return check
    }

    /// A list that could not be had; only some reasons make a chat senseless.
    static func models(failed error: LLMError) -> Check {
        switch error.code {
        case .connect, .timeout, .authentication, .configuration: return .fail(.models, error)
        case .truncated: return .fail(.models, error, adviceOnCutAnswers)
        case .malformed:
            return .warn(
                .models, error.message, "check --base-url: it should end in /v1, and no list of models is there")
        default:
            return .warn(.models, error.message, "the list of models cannot be had; chats may work all the same")
        }
    }
}
