import Serving

/// The TLS of an endpoint: none where nothing was made, for the `reason` there is.
struct TransportSecurity {
  var server: TLSServer?
  /// Which clients trust: nil where the certificate is the user's own.
  var authority: CertificateAuthority?
  /// Why there is none, though nobody declined it.
  var reason: String?
}
