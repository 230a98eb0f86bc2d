/// What a person does at the keyboard.
enum Key: Equatable {
    /// A character, whole, with what combines with it.
    case text(String)
    /// A text that was pasted; its line ends are line feeds.
    case paste(String)
    case enter
    /// A line end that does not send: Alt and Enter.
    case newline
    case backspace, delete
    case left, right, up, down
    case wordLeft, wordRight
    case home, end
    /// A letter with Ctrl.
    case control(Character)
    /// A key that means nothing here.
    case unknown
}
