import SQLTypes
import Scheduling

extension SQLError {
  /// A statement that was told to stop, in PostgreSQL's words.
  package static let cancelled = SQLError(.queryCanceled, "Query cancelled on user's request")

  /// 57014: that somebody wanted the statement to stop, or that its time is over.
  package init(_ error: CancellationError) {
    switch error.reason {
    case .requested: self = .cancelled
    case .timedOut: self = SQLError(.queryCanceled, "Query cancelled due to statement timeout")
    }
  }
}
