public import ArgumentParser
public import LLM

/// `auto`, `none`, `required`, or the name of a tool.
extension ToolChoice: ExpressibleByArgument {
    /// Reads the argument.
    public init?(argument: String) {
        switch argument {
        case "": return nil
        case "auto": self = .auto
        case "none": self = .none
        case "required": self = .required
        default: self = .tool(argument)
        }
    }
}
