import HTTP
import SQLTypes
import Scheduling

/// How a call to S3 ended that brought nothing.
enum S3CallError: Error, Hashable, Sendable {
  case refused(S3Error)
  case unreachable(TransportError)
  case cancelled(Cancellation.Reason)

  func remedy(in region: String) -> S3Error.Remedy {
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
  func report(_ request: S3Request, _ configuration: S3Configuration, attempts: Int) -> SQLError {
    switch self {
    case .refused(let failure): failure.error(request, configuration, attempts: attempts)
    case .unreachable(let failure): failure.error(request, configuration, attempts: attempts)
    case .cancelled(let reason): SQLError(CancellationError(reason))
    }
  }
}
