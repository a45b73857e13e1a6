import Formats
import HTTP
import SQLTypes
import Scheduling
import Synchronization
import System

/// Asks S3 for one configuration, from any thread: signs, repeats what may help, follows a bucket to its region.
///
/// `call` goes on without its caller, `ask` waits. Waiting ends within a tenth of a second of a cancellation, whatever the
/// network does meanwhile.
package final class S3Client: Sendable {
  /// Bytes that an answer other than an object's content may have.
  private static let answerLimit = 32 << 20

  package let configuration: S3Configuration
  let transport: any HTTPTransport
  let cancellation: Cancellation
  let gate: Gate
  let buffers = BufferPool()
  private let retryBase: Double
  private let regions = Mutex(Regions())

  private struct Regions {
    /// Of buckets that turned out to lie elsewhere than the configuration says.
    var ofBuckets: [String: String] = [:]
    var signers: [String: S3Signer] = [:]
  }

  /// `retryBase`: seconds that the first wait before another attempt may last.
  package init(
    _ configuration: S3Configuration, transport: any HTTPTransport, cancellation: Cancellation = Cancellation(),
    retryBase: Double = 0.5
  ) {
    self.configuration = configuration
    self.transport = transport
    self.cancellation = cancellation
    self.retryBase = retryBase
    gate = Gate()
  }

  /// For all clients of one transport, which share a gate.
  init(_ configuration: S3Configuration, transport: any HTTPTransport, cancellation: Cancellation, gate: Gate) {
    self.configuration = configuration
    self.transport = transport
    self.cancellation = cancellation
    retryBase = 0.5
    self.gate = gate
  }

  var schedule: RetrySchedule { RetrySchedule(maxAttempts: configuration.maxAttempts, base: retryBase) }

  // MARK: Regions

  func signer(for bucket: String) -> S3Signer {
    regions.withLock { regions in
      let region = regions.ofBuckets[bucket] ?? configuration.region
      if let signer = regions.signers[region] { return signer }
      let signer = S3Signer(configuration.inRegion(region))
      regions.signers[region] = signer
      return signer
    }
  }

  func remember(_ region: String, of bucket: String) {
    regions.withLock { $0.ofBuckets[bucket] = region }
  }

  // MARK: Questions

  /// Begins a request whose answer's body goes into `buffer`. `check` decides whether it is an answer.
  func call(
    _ request: S3Request, into buffer: InputBuffer, limit: Int, check: @escaping S3Call.Check
  ) -> S3Call {
    let call = S3Call(self, request, into: buffer, limit: limit, check)
    call.start()
    return call
  }

  /// Waits for what `read` makes of the answer; what it throws is handled like the server's own refusals.
  package func ask<Answer: Sendable>(
    _ request: S3Request, _ read: @escaping @Sendable (HTTPResponse) throws(S3Failure) -> Answer
  ) throws(SQLError) -> Answer {
    let answer = Box<Answer>()
    let call = call(request, into: InputBuffer(capacity: 1), limit: Self.answerLimit) {
      transfer throws(S3Failure) in answer.value = try read(transfer.response)
    }
    try call.wait()
    guard let value = answer.value else { throw .cancelled }
    return value
  }
}

/// A value that the thread which waits for a call reads after the call wrote it.
private final class Box<Value>: @unchecked Sendable {
  var value: Value?
}

/// Where threads wait for the network. Answers that come together wake them once.
final class Gate: @unchecked Sendable {
  let lock = Lock()
  let changed = Condition()
  /// With the lock held: what somebody waits for has happened.
  var mustWake = false

  func wake() {
    lock.withLock {
      if mustWake { changed.broadcast() }
      mustWake = false
    }
  }
}
