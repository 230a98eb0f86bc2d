/// A place in a JSON value, such as `stops[2].city`.
struct SchemaPath: CustomStringConvertible {
    private(set) var description = ""

    func appending(_ key: String) -> SchemaPath {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || $0.isLetterOrDigit }
        guard isPlain else { return SchemaPath(description: "\(description)[\"\(key)\"]") }
        return SchemaPath(description: description.isEmpty ? key : "\(description).\(key)")
    }

    /// The place of any element.
    var ofElements: SchemaPath { SchemaPath(description: "\(description)[]") }

    func appending(_ position: Int) -> SchemaPath { SchemaPath(description: "\(description)[\(position)]") }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { 0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}
