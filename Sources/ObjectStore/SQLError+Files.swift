import SQLTypes
import System

extension SQLError {
  /// 58030 with what could not be done, the path and the reason.
  package init(_ error: FileError) { self.init(.ioError, error.description, hint: error.hint) }
}

extension SystemError {
  /// The statement's error: 58030, "could not `action` `path`" and the reason.
  func report(_ action: String, _ path: String) -> SQLError { SQLError(FileError(action, path, self)) }
}
