import SQLTypes
import System

/// The work that one value's matches may take. A search begins at each character anew, and may look as far as the
/// text's end each time: `(a|aa)+b` in 60,000 letters a is two thousand million steps.
struct RegexEffort {
  /// Microseconds of the thread.
  private static let limit: Int64 = 1_000_000

  private let interruption: @Sendable () -> SQLError?
  private var start: Int64?

  init(_ interruption: @escaping @Sendable () -> SQLError?) { self.interruption = interruption }

  /// Asked between two parts of the work. Errors: 54001 for too much of it, those of a statement that is to stop.
  mutating func goOn() throws(SQLError) {
    if let error = interruption() { throw error }
    guard let start else {
      start = Platform.threadTime
      return
    }
    if Platform.threadTime - start > Self.limit { throw RegexCost.tooComplex }
  }
}
