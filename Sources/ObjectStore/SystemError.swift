import SQLTypes

/// What a system call answered when it failed: its errno.
struct SystemError: Error, Hashable {
  var code: Int32

  /// SQLSTATE 58030 with the path and the reason in words: `could not read "/data/a.json": permission denied`.
  func report(_ action: String, _ path: String) -> SQLError {
    SQLError(.ioError, "could not \(action) \"\(path)\": \(SystemCalls.words(for: code))", hint: hint)
  }

  private var hint: String? {
    switch code {
    case SystemCalls.noSpace: "free some space on that device or write somewhere else"
    case SystemCalls.tooManyFiles: "raise the limit of open files (ulimit -n)"
    default: nil
    }
  }

  static let absent = SystemError(code: SystemCalls.absent)

  /// The name leads nowhere: as S3 sees it, no such key.
  var meansAbsent: Bool { SystemCalls.absentCodes.contains(code) }
}
