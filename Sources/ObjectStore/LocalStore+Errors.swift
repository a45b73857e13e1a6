import SQLTypes
import System

extension LocalStore {
  /// `The specified S3 prefix 'key' does not exist` (copy.md part 6); for a path, words of our own.
  package func noSuchPrefix(_ location: Location) -> SQLError {
    switch location {
    case .path(let path):
      guard FilePath(path).status?.kind == .other else { return SystemError.absent.report("read", path) }
      return SQLError(
        .ioError, "could not read \"\(path)\": it is a pipe or a device, not a file",
        hint: "Files are read from any place on, by several threads: write what comes out of it to a file first.")
    case .s3(let bucket, let key):
      var error = SQLError.compute("The specified S3 prefix '\(key)' does not exist", code: 8001, context: "")
      error.hint = hint(bucket, key)
      return error
    }
  }

  /// Which folder was looked into, or which part of the way to it is missing.
  private func hint(_ bucket: String, _ key: String) -> String? {
    guard let s3Root else { return nil }
    let folder = FilePath(s3Root).appending(bucket)
    guard (try? folder.withPath(SystemCalls.status))?.kind == .folder else {
      return "there is no folder \"\(folder.text)\": --s3-root must be the folder that holds the buckets"
    }
    return "no file below \"\(folder.text)\" has a path that starts with '\(key)'"
  }
}
