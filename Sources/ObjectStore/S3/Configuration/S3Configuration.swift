import HTTP

/// How S3 is reached.
package struct S3Configuration: Hashable, Sendable {
  /// Where the bucket's name goes.
  package enum Addressing: String, Sendable {
    /// In the host's name where AWS is asked and the name allows it, else in the path.
    case auto
    case path
    case virtual
  }

  /// Where requests go without knowing better; a bucket elsewhere answers with its region.
  package static let defaultRegion = "us-east-1"

  /// nil is AWS.
  package var endpoint: S3Endpoint?
  package var region = defaultRegion
  package var addressing = Addressing.auto
  /// nil asks as nobody, which public buckets allow.
  package var credentials: SigningCredentials?
  package var source = S3CredentialSource.nowhere
  /// The IAM role of the statement, in whose place the credentials are used: worth saying once.
  package var replacedRole: String?
  /// A file of certificates to trust in the place of the system's.
  package var certificateBundle: String?
  /// The first attempt counts.
  package var maxAttempts = 3
  /// Seconds.
  package var connectTimeout = 10
  /// Seconds without a byte.
  package var readTimeout = 60

  package init() {}

  /// The same for a bucket that lies elsewhere.
  package func inRegion(_ region: String) -> S3Configuration {
    var copy = self
    copy.region = region
    return copy
  }

  /// What the transport has to keep to.
  var limits: HTTPLimits {
    var limits = HTTPLimits()
    limits.connectTimeout = connectTimeout * 1000
    limits.stallTimeout = readTimeout
    limits.certificates = certificateBundle
    return limits
  }

  /// Regions become part of host names.
  package static func isRegion(_ text: String) -> Bool {
    guard 1...63 ~= text.utf8.count else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
