/// What a system call answered when it failed: its errno.
package struct SystemError: Error, Hashable, Sendable {
  package var code: Int32

  package init(code: Int32) { self.code = code }

  package static let absent = SystemError(code: SystemCalls.absent)

  /// The name leads nowhere: as S3 sees it, no such key.
  package var meansAbsent: Bool { SystemCalls.absentCodes.contains(code) }
}
