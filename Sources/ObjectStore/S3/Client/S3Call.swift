import Formats
import HTTP
import SQLTypes
import Scheduling

/// One question to S3 and all attempts to get it answered.
///
/// It goes on by itself, on the thread of its transport: an attempt that failed begins another one, signed anew.
final class S3Call: @unchecked Sendable {
  /// Throws what makes an answer none.
  typealias Check = @Sendable (HTTPTransfer) throws(S3Error) -> Void

  /// How long a cancelled call is waited for: connections should be closed when the process ends, but a name server may
  /// keep the network's thread waiting.
  private static let closingTime = Duration.milliseconds(20)

  let request: S3Request
  /// The answer's body: whose it is again when the call has ended.
  let buffer: InputBuffer
  private let connection: S3Connection
  private let completion: CompletionSignal
  private let cancellation: Cancellation
  private let limit: Int
  private let check: Check

  /// These are guarded by the completion signal's lock.
  private var schedule: RetrySchedule
  private var transfer: HTTPTransfer?
  private var hasMoved = false
  private var isCancelled = false
  private var isAwaited = false
  private var hasEnded = false
  private var error: S3CallError?

  init(
    _ connection: S3Connection, _ cancellation: Cancellation, _ request: S3Request, into buffer: InputBuffer,
    limit: Int, _ check: @escaping Check
  ) {
    self.connection = connection
    self.cancellation = cancellation
    self.request = request
    self.buffer = buffer
    self.limit = limit
    self.check = check
    completion = connection.completion
    schedule = connection.schedule
  }

  func start() { attempt(after: 0) }

  /// Ends it soon; nobody may wait for it any more.
  func cancel() {
    let transfer = completion.withLock {
      isCancelled = true
      return hasEnded ? nil : self.transfer
    }
    transfer.map(connection.cancel)
  }

  /// Ends it where it has not ended, and gives its buffer back where it has: the network may still write to one of a
  /// call that is under way. Nobody may look at it any more.
  func discard() {
    if completion.withLock({ hasEnded }) { connection.buffers.give(buffer) } else { cancel() }
  }

  /// Waits for the answer. Errors: why there is none, as the statement's error; 57014 after a cancellation.
  func wait() throws(SQLError) {
    guard let error = outcome() else { return }
    throw error.report(request, connection.configuration(for: request.bucket), attempts: attempts)
  }

  private var attempts: Int { completion.withLock { schedule.attempts } }

  /// Waits: nil for an answer.
  func outcome() -> S3CallError? {
    if let reason = waitForEnd() {
      cancel()
      waitForClosing()
      return .cancelled(reason)
    }
    return completion.withLock { error }
  }

  /// nil where it has ended, else why waiting did before.
  private func waitForEnd() -> Cancellation.Reason? {
    completion.withLock {
      isAwaited = true
      while !hasEnded {
        if let reason = cancellation.reason { return reason }
        completion.wait(under: cancellation)
      }
      return nil
    }
  }

  private func waitForClosing() {
    let end = ContinuousClock.now + Self.closingTime
    completion.withLock {
      while !hasEnded, ContinuousClock.now < end { completion.wait(until: end) }
    }
  }

  // MARK: Attempts

  private func attempt(after seconds: Double) {
    let transfer = connection.transfer(request, into: buffer, limit: limit) { [self] transfer, region in
      ended(transfer, in: region)
    }
    let isCancelled = completion.withLock {
      self.transfer = transfer
      return self.isCancelled
    }
    if isCancelled {
      end(.cancelled(.requested))
      return completion.announce()
    }
    connection.start(transfer, after: seconds)
  }

  private func ended(_ transfer: HTTPTransfer, in region: String) {
    defer { if !transfer.hasFollowers { completion.announce() } }
    guard let error = error(of: transfer) else { return end(nil) }
    switch error.remedy(in: region) {
    case .retry:
      guard let wait = nextWait(error.retryAfter) else { return end(error) }
      attempt(after: wait)
    case .redirect(let other):
      guard mayMove() else { return end(error) }
      connection.remember(other, of: request.bucket)
      attempt(after: 0)
    case .none: end(error)
    }
  }

  private func error(of transfer: HTTPTransfer) -> S3CallError? {
    if let failure = transfer.failure {
      return failure.kind == .cancelled ? .cancelled(.requested) : .unreachable(failure)
    }
    do throws(S3Error) {
      try check(transfer)
      return nil
    } catch { return .refused(error) }
  }

  /// Seconds; nil where there is no other attempt.
  private func nextWait(_ retryAfter: Int?) -> Double? {
    completion.withLock { isCancelled ? nil : schedule.next(retryAfter: retryAfter) }
  }

  /// A bucket that is said to lie elsewhere is followed once.
  private func mayMove() -> Bool {
    completion.withLock {
      defer { hasMoved = true }
      return !hasMoved
    }
  }

  private func end(_ error: S3CallError?) {
    completion.withLock {
      self.error = error
      transfer = nil
      hasEnded = true
      if isAwaited { completion.note() }
    }
  }
}
