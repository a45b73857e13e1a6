/// What could not be done to a file or folder, and why: what the module's files and folders throw.
package struct FileError: Error, Hashable, Sendable {
  /// What stands behind "could not": `read`, `write`, `make the folder`.
  package var action: String
  /// As the user knows it, which need not be where the file is written for the time being.
  package var path: String
  package var cause: SystemError

  package init(_ action: String, _ path: String, _ cause: SystemError) {
    self.action = action
    self.path = path
    self.cause = cause
  }

  /// What may help, where something may.
  package var hint: String? {
    switch cause.code {
    case SystemCalls.noSpace: "free some space on that device or write somewhere else"
    case SystemCalls.tooManyFiles: "raise the limit of open files (ulimit -n)"
    default: nil
    }
  }
}

extension FileError: CustomStringConvertible {
  package var description: String { "could not \(action) \"\(path)\": \(SystemCalls.words(for: cause.code))" }
}
