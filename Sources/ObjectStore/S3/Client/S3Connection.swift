import Formats
import HTTP
import Synchronization
import System

/// What all requests of one configuration share, whichever statement makes them: the transport, signers, buffers, and
/// where buckets turned out to lie.
final class S3Connection: Sendable {
  let completion: CompletionSignal
  let buffers = BufferPool()
  private let base: S3Configuration
  private let transport: any HTTPTransport
  private let retryBase: Double
  private let regions = Mutex(Regions())

  private struct Regions {
    /// Of buckets that turned out to lie elsewhere than the configuration says.
    var ofBuckets: [String: String] = [:]
    var signers: [String: S3Signer] = [:]
  }

  /// Connections of one transport share a `completion`. `retryBase`: seconds that the first wait before another attempt
  /// may last.
  init(
    _ configuration: S3Configuration, transport: any HTTPTransport, completion: CompletionSignal = CompletionSignal(),
    retryBase: Double = 0.5
  ) {
    base = configuration
    self.transport = transport
    self.completion = completion
    self.retryBase = retryBase
  }

  var schedule: RetrySchedule { RetrySchedule(maxAttempts: base.maxAttempts, base: retryBase) }

  // MARK: Regions

  func configuration(for bucket: String) -> S3Configuration { signer(for: bucket).configuration }

  func remember(_ region: String, of bucket: String) {
    regions.withLock { $0.ofBuckets[bucket] = region }
  }

  private func signer(for bucket: String) -> S3Signer {
    regions.withLock { regions in
      let region = regions.ofBuckets[bucket] ?? base.region
      if let signer = regions.signers[region] { return signer }
      let signer = S3Signer(base.inRegion(region))
      regions.signers[region] = signer
      return signer
    }
  }

  // MARK: Transfers

  /// A signed request that is yet to be started; `ended` learns the region that it went to.
  func transfer(
    _ request: S3Request, into buffer: InputBuffer, limit: Int,
    ended: @escaping @Sendable (HTTPTransfer, _ region: String) -> Void
  ) -> HTTPTransfer {
    let signer = signer(for: request.bucket)
    let signed = signer.request(request, at: AmazonTime(seconds: WallClock.now / 1_000_000))
    return HTTPTransfer(signed, into: buffer, limit: limit) { ended($0, signer.configuration.region) }
  }

  /// `seconds` from now.
  func start(_ transfer: HTTPTransfer, after seconds: Double) {
    transport.start(transfer, after: Int(seconds * 1000))
  }

  func cancel(_ transfer: HTTPTransfer) { transport.cancel(transfer) }
}
