public import ArgumentParser
public import LLM

/// `auto`, `none`, `required`, `any`, or the name of a tool.
extension ToolChoice: ExpressibleByArgument {
    /// Reads the argument.
    public init?(argument: String) {
        switch argument {
        case "": return nil
        case "auto": self = .auto
        case "none": self = .none
        case "required": self = .required
        case "any": self = .any
        default: self = .tool(argument)
        }
    }
}
