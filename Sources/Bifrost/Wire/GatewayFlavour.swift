/// Which of the gateway's two sets of routes a base URL names.
enum GatewayFlavour: Sendable {
    /// `…/v1`: the model carries its provider, extra fields stand at the top level.
    case native
    /// `…/openai/v1`: the OpenAI drop-in, which takes extra fields under `extra_params`.
    case dropIn
}
