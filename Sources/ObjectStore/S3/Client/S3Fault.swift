import HTTP
import SQLTypes

/// How a call to S3 ended that brought nothing.
enum S3Fault: Error, Hashable, Sendable {
  case refused(S3Failure)
  case unreachable(TransportFailure)
  case cancelled

  func remedy(in region: String) -> S3Failure.Remedy {
    switch self {
    case .refused(let failure): failure.remedy(in: region)
    case .unreachable(let failure): failure.isPassing ? .retry : .none
    case .cancelled: .none
    }
  }

  /// Seconds that the server wants to be left alone.
  var retryAfter: Int? {
    if case .refused(let failure) = self { failure.retryAfter } else { nil }
  }

  /// There is no such key, or no such bucket.
  var meansAbsent: Bool {
    if case .refused(let failure) = self { failure.status == 404 } else { false }
  }

  /// The statement's error.
  func error(_ request: S3Request, _ configuration: S3Configuration, attempts: Int) -> SQLError {
    switch self {
    case .refused(let failure): failure.error(request, configuration, attempts: attempts)
    case .unreachable(let failure): failure.error(request, configuration, attempts: attempts)
    case .cancelled: .cancelled
    }
  }
}

extension SQLError {
  /// A statement that was told to stop, in PostgreSQL's words.
  package static let cancelled = SQLError(.queryCanceled, "Query cancelled on user's request")
}
