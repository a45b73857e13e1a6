/// Why no answer came, or not all of it.
package struct TransportError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case cancelled
    /// The connection could not be made, or no bytes came, for too long.
    case timedOut
    /// The connection broke before the answer was whole.
    case lost
    case refused
    case unknownHost
    /// No secure connection came about: no TLS there, or it broke on the way.
    case handshake
    /// A secure connection, but not to whom it should be.
    case tls
    /// The file of trusted certificates cannot be read.
    case certificates
    /// More bytes came than were asked for.
    case tooLong
    case other
  }

  package var kind: Kind
  /// What is known beyond the kind, in the library's words.
  package var reason: String

  package init(_ kind: Kind, _ reason: String = "") {
    self.kind = kind
    self.reason = reason
  }

  /// Trying again may help.
  package var isPassing: Bool {
    switch kind {
    case .timedOut, .lost, .refused, .unknownHost, .handshake: true
    case .cancelled, .tls, .certificates, .tooLong, .other: false
    }
  }
}
