/// What the calls of a model meet while a promise of ``ChatModelContract`` is checked.
public enum ChatModelSituation: Hashable, Sendable {
    /// Each is answered with this text, and ends because the model is done.
    case answer(String)
    /// Each fails, with whatever error.
    case failure
    /// Each answer stops after this text without a finish reason, as it does when a connection is cut.
    case cut(after: String)
    /// None is ever answered.
    case silence
}
