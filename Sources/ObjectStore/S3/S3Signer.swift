import HTTP
import Synchronization

/// Makes signed requests for one configuration, from any thread.
///
/// The key of a day is derived once: four of the six digests that a signature would take.
package final class S3Signer: Sendable {
  package let configuration: S3Configuration
  private let lastKey = Mutex<SignatureV4.Key?>(nil)

  package init(_ configuration: S3Configuration) { self.configuration = configuration }

  /// The request as it goes over the wire; unsigned where there are no credentials.
  package func request(_ request: S3Request, at time: AmazonTime) -> HTTPRequest {
    var http = request.unsigned(configuration)
    guard let credentials = configuration.credentials else { return http }
    SignatureV4.sign(&http, with: credentials, key: key(credentials, time), at: time)
    return http
  }

  private func key(_ credentials: SigningCredentials, _ time: AmazonTime) -> SignatureV4.Key {
    lastKey.withLock { last in
      if let last, last.day == time.day { return last }
      let key = SignatureV4.Key(credentials.secretKey, day: String(time.day), region: configuration.region)
      last = key
      return key
    }
  }
}
