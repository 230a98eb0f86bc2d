import Bifrost

#if canImport(Glibc)
import Glibc
#endif

/// Tells what a gateway offers, of all that the library can ask for: a JSON object a line for each feature.
///
/// Configured by the environment variables of `ProviderConfig.fromEnvironment`. A feature's result is `yes`; `lacking`
/// when there is an answer without what the feature is about; `refused` with the status by which the gateway declined;
/// `malformed` when the answer is of another form; or `failed` with any other error.
@main
struct GatewayProbe {
    static func main() async throws {
        let config = try ProviderConfig.fromEnvironment()
        let subject = Subject(model: try BifrostModel(config), config: config)
        for feature in Feature.all {
            var line = await result(of: feature, for: subject)
            line["endpoint"] = .string(feature.endpoint)
            line["feature"] = .string(feature.name)
            print(try JSONValue.object(line).serializedText())
            fflush(nil)
        }
    }

    private static func result(of feature: Feature, for subject: Subject) async -> [String: JSONValue] {
        do {
            try await feature.check(subject)
            return ["result": "yes"]
        } catch let error as LLMError {
            let detail = JSONValue.string("\(error.code.rawValue): \(error.message)")
            if let status = error.status {
                return ["result": "refused", "status": .integer(Int64(status)), "detail": detail]
            }
            return ["result": error.code == .malformed ? "malformed" : "failed", "detail": detail]
        } catch let error as Lack {
            return ["result": "lacking", "detail": .string(error.description)]
        } catch {
            return ["result": "failed", "detail": .string("\(error)")]
        }
    }
}
