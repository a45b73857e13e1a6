import Formats
import HTTP
import SQLTypes
import Scheduling
import System

/// One question to S3 and all attempts to get it answered.
///
/// It goes on by itself, on the thread of its transport: an attempt that failed begins another one, signed anew.
final class S3Call: @unchecked Sendable {
  /// Throws what makes an answer none.
  typealias Check = @Sendable (HTTPTransfer) throws(S3Failure) -> Void

  /// Milliseconds between two looks at the cancellation.
  private static let patience = 50

  let request: S3Request
  /// The answer's body: whose it is again when the call has ended.
  let buffer: InputBuffer
  private let client: S3Client
  private let limit: Int
  private let check: Check

  /// These are guarded by the client's gate.
  private var schedule: RetrySchedule
  private var transfer: HTTPTransfer?
  private var hasMoved = false
  private var isCancelled = false
  private var isAwaited = false
  private var hasEnded = false
  private var fault: S3Fault?

  init(_ client: S3Client, _ request: S3Request, into buffer: InputBuffer, limit: Int, _ check: @escaping Check) {
    self.client = client
    self.request = request
    self.buffer = buffer
    self.limit = limit
    self.check = check
    schedule = client.schedule
  }

  func start() { attempt(after: 0) }

  /// Ends it soon; nobody may wait for it any more.
  func cancel() {
    let transfer = client.gate.lock.withLock {
      isCancelled = true
      return hasEnded ? nil : self.transfer
    }
    transfer.map(client.transport.cancel)
  }

  /// Ends it where it has not ended, and gives its buffer back where it has: the network may still write to one of a call
  /// that is under way. Nobody may look at it any more.
  func discard() {
    if client.gate.lock.withLock({ hasEnded }) { client.buffers.give(buffer) } else { cancel() }
  }

  /// Waits for the answer. Errors: why there is none, as the statement's error; 57014 after a cancellation.
  func wait() throws(SQLError) {
    guard let fault = outcome() else { return }
    throw fault.error(request, client.signer(for: request.bucket).configuration, attempts: schedule.attempts)
  }

  /// Waits: nil for an answer.
  func outcome() -> S3Fault? {
    if let outcome = waitForEnd(while: { !client.cancellation.isCancelled }) { return outcome.fault }
    cancel()
    // Connections should be closed when the process ends, but a name server may keep the network's thread waiting.
    var looks = 2
    _ = waitForEnd {
      looks -= 1
      return looks >= 0
    }
    return .cancelled
  }

  /// nil where it has not ended and `goesOn` says no.
  private func waitForEnd(while goesOn: () -> Bool) -> (ended: Bool, fault: S3Fault?)? {
    client.gate.lock.withLock {
      isAwaited = true
      while !hasEnded {
        guard goesOn() else { return nil }
        client.gate.changed.wait(client.gate.lock, milliseconds: Self.patience)
      }
      return (true, fault)
    }
  }

  // MARK: Attempts

  private func attempt(after seconds: Double) {
    let signer = client.signer(for: request.bucket)
    let signed = signer.request(request, at: AmazonTime(seconds: WallClock.now / 1_000_000))
    let transfer = HTTPTransfer(signed, into: buffer, limit: limit) { [self] transfer in
      ended(transfer, in: signer.configuration.region)
    }
    let isCancelled = client.gate.lock.withLock {
      self.transfer = transfer
      return self.isCancelled
    }
    if isCancelled {
      end(.cancelled)
      return client.gate.wake()
    }
    client.transport.start(transfer, after: Int(seconds * 1000))
  }

  private func ended(_ transfer: HTTPTransfer, in region: String) {
    defer { if !transfer.hasFollowers { client.gate.wake() } }
    guard let fault = fault(of: transfer) else { return end(nil) }
    switch fault.remedy(in: region) {
    case .retry:
      guard let wait = nextWait(fault.retryAfter) else { return end(fault) }
      attempt(after: wait)
    case .redirect(let other):
      guard mayMove() else { return end(fault) }
      client.remember(other, of: request.bucket)
      attempt(after: 0)
    case .none: end(fault)
    }
  }

  private func fault(of transfer: HTTPTransfer) -> S3Fault? {
    if let failure = transfer.failure {
      return failure.kind == .cancelled ? .cancelled : .unreachable(failure)
    }
    do throws(S3Failure) {
      try check(transfer)
      return nil
    } catch { return .refused(error) }
  }

  /// Seconds; nil where there is no other attempt.
  private func nextWait(_ retryAfter: Int?) -> Double? {
    client.gate.lock.withLock { isCancelled ? nil : schedule.next(retryAfter: retryAfter) }
  }

  /// A bucket that is said to lie elsewhere is followed once.
  private func mayMove() -> Bool {
    client.gate.lock.withLock {
      defer { hasMoved = true }
      return !hasMoved
    }
  }

  private func end(_ fault: S3Fault?) {
    client.gate.lock.withLock {
      self.fault = fault
      transfer = nil
      hasEnded = true
      if isAwaited { client.gate.mustWake = true }
    }
  }
}
