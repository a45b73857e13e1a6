import SQLTypes
import Scheduling
import System

extension SQLError {
  /// A statement that was told to stop, in PostgreSQL's words.
  package static let cancelled = SQLError(.queryCanceled, "Query cancelled on user's request")

  /// 57014 or 53200: that somebody wanted the statement to stop, or that its time or memory is used up.
  package init(_ error: CancellationError) {
    switch error.reason {
    case .requested: self = .cancelled
    case .timedOut: self = SQLError(.queryCanceled, "Query cancelled due to statement timeout")
    case .outOfMemory: self = .outOfMemory("The statement")
    }
  }

  /// 53200: the process held more than its budget while `what` ran.
  package static func outOfMemory(_ what: String) -> SQLError {
    SQLError(
      .outOfMemory, "out of memory",
      detail: "\(what) needs more than the budget of \(MemoryBudget.bytes >> 20) MB.",
      hint: "Give it more with --memory SIZE, drop tables that are no longer needed, or work on less at a time.")
  }
}
