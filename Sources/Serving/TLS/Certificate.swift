import SQLTypes
import System

/// A certificate and its private key, OpenSSL's objects, freed with this one.
final class Certificate: @unchecked Sendable {
  /// Never changed after `init`: OpenSSL may read them from several threads.
  let certificate: OpenSSL.Object
  let key: OpenSSL.Object
  private let openSSL: OpenSSL

  /// Takes both over.
  private init(_ certificate: OpenSSL.Object, _ key: OpenSSL.Object, _ openSSL: OpenSSL) {
    self.certificate = certificate
    self.key = key
    self.openSSL = openSSL
  }

  deinit {
    openSSL.X509_free(certificate)
    openSSL.EVP_PKEY_free(key)
  }

  /// Reads both from PEM. 58030 for what is none.
  convenience init(pem certificate: String, key: String, _ openSSL: OpenSSL) throws(SQLError) {
    guard let certificate = Self.read(certificate, openSSL, { openSSL.PEM_read_bio_X509($0, nil, nil, nil) }) else {
      throw SQLError(.ioError, "the TLS certificate is no PEM certificate")
    }
    guard let key = Self.read(key, openSSL, { openSSL.PEM_read_bio_PrivateKey($0, nil, nil, nil) }) else {
      openSSL.X509_free(certificate)
      throw SQLError(.ioError, "the TLS key is no PEM key without a passphrase")
    }
    self.init(certificate, key, openSSL)
  }

  /// A certificate that signs others.
  static func authority(named name: String, days: Int, _ openSSL: OpenSSL) throws(SQLError) -> Certificate {
    try make(
      name, days: days, signer: nil,
      extensions: [
        (NID.basicConstraints, "critical,CA:TRUE,pathlen:0"), (NID.keyUsage, "critical,keyCertSign,cRLSign"),
        (NID.subjectKeyIdentifier, "hash"), (NID.authorityKeyIdentifier, "keyid:always"),
      ], openSSL)
  }

  /// A server's certificate for these names, signed by this authority. `names` are as in `DNS:localhost, IP:127.0.0.1`.
  func leaf(named name: String, names: [String], days: Int) throws(SQLError) -> Certificate {
    try Self.make(
      name, days: days, signer: self,
      extensions: [
        (NID.basicConstraints, "critical,CA:FALSE"), (NID.keyUsage, "critical,digitalSignature"),
        (NID.extendedKeyUsage, "serverAuth"), (NID.subjectKeyIdentifier, "hash"),
        (NID.authorityKeyIdentifier, "keyid:always"), (NID.subjectAlternativeName, names.joined(separator: ",")),
      ], openSSL)
  }

  /// Whether it is still good so many days from now.
  func isGood(inDays days: Int) -> Bool {
    var time = Int(WallClock.now / 1_000_000) + days * 86_400
    return openSSL.X509_cmp_time(openSSL.X509_get0_notAfter(certificate) ?? certificate, &time) > 0
  }

  var certificatePEM: String { write { openSSL.PEM_write_bio_X509($0, certificate) } }
  var keyPEM: String { write { openSSL.PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) } }

  /// OpenSSL's numbers of extensions.
  private enum NID {
    static let subjectKeyIdentifier: Int32 = 82
    static let keyUsage: Int32 = 83
    static let subjectAlternativeName: Int32 = 85
    static let basicConstraints: Int32 = 87
    static let authorityKeyIdentifier: Int32 = 90
    static let extendedKeyUsage: Int32 = 126
  }

  private static let ellipticCurve: Int32 = 408
  private static let utf8: Int32 = 0x1000

  private static func make(
    _ name: String, days: Int, signer: Certificate?, extensions: [(Int32, String)], _ openSSL: OpenSSL
  ) throws(SQLError) -> Certificate {
    guard let key = makeKey(openSSL), let certificate = openSSL.X509_new() else { throw unusable }
    let made = Certificate(certificate, key, openSSL)
    let issuer = signer ?? made
    guard let serial = openSSL.X509_get_serialNumber(certificate),
      let start = openSSL.X509_getm_notBefore(certificate), let end = openSSL.X509_getm_notAfter(certificate),
      let subject = openSSL.X509_get_subject_name(certificate),
      openSSL.X509_set_version(certificate, 2) == 1,
      openSSL.ASN1_INTEGER_set_uint64(serial, .random(in: 1...UInt64(Int64.max))) == 1,
      openSSL.X509_gmtime_adj(start, -86_400) != nil, openSSL.X509_gmtime_adj(end, days * 86_400) != nil,
      openSSL.X509_NAME_add_entry_by_txt(subject, "CN", utf8, String(name.prefix(64)), -1, -1, 0) == 1,
      openSSL.X509_set_pubkey(certificate, key) == 1,
      openSSL.X509_set_issuer_name(certificate, openSSL.X509_get_subject_name(issuer.certificate)) == 1
    else { throw unusable }
    for (number, value) in extensions { try made.add(number, value, issuer: issuer) }
    guard openSSL.X509_sign(certificate, issuer.key, openSSL.EVP_sha256()) > 0 else { throw unusable }
    return made
  }

  private static func makeKey(_ openSSL: OpenSSL) -> OpenSSL.Object? {
    guard let context = openSSL.EVP_PKEY_CTX_new_id(ellipticCurve, nil) else { return nil }
    defer { openSSL.EVP_PKEY_CTX_free(context) }
    var key: OpenSSL.Object?
    guard openSSL.EVP_PKEY_keygen_init(context) == 1,
      openSSL.EVP_PKEY_CTX_ctrl_str(context, "ec_paramgen_curve", "P-256") == 1,
      openSSL.EVP_PKEY_CTX_ctrl_str(context, "ec_param_enc", "named_curve") == 1,
      openSSL.EVP_PKEY_keygen(context, &key) == 1
    else { return nil }
    return key
  }

  private func add(_ number: Int32, _ value: String, issuer: Certificate) throws(SQLError) {
    // An X509V3_CTX has 56 or 64 bytes; it lives as long as the call.
    let made: OpenSSL.Object? = withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { context in
      context.initializeMemory(as: UInt8.self, repeating: 0)
      guard let memory = context.baseAddress else { return nil }
      openSSL.X509V3_set_ctx(memory, issuer.certificate, certificate, nil, nil, 0)
      return openSSL.X509V3_EXT_conf_nid(nil, memory, number, value)
    }
    guard let made else { throw Self.unusable }
    defer { openSSL.X509_EXTENSION_free(made) }
    guard openSSL.X509_add_ext(certificate, made, -1) == 1 else { throw Self.unusable }
  }

  private static let unusable = SQLError(.ioError, "the system's OpenSSL could not make a certificate")

  private static func read(_ pem: String, _ openSSL: OpenSSL, _ body: (OpenSSL.Object) -> OpenSSL.Object?)
    -> OpenSSL.Object?
  {
    let bytes = Array(pem.utf8)
    return bytes.withUnsafeBytes { memory in
      guard let start = memory.baseAddress, let stream = openSSL.BIO_new_mem_buf(start, Int32(memory.count)) else {
        return nil
      }
      defer { _ = openSSL.BIO_free(stream) }
      return body(stream)
    }
  }

  private func write(_ body: (OpenSSL.Object) -> Int32) -> String {
    guard let stream = openSSL.BIO_new(openSSL.BIO_s_mem()) else { return "" }
    defer { _ = openSSL.BIO_free(stream) }
    guard body(stream) == 1 else { return "" }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = bytes.withUnsafeMutableBytes { memory in
      memory.baseAddress.map { openSSL.BIO_read(stream, $0, Int32(memory.count)) } ?? 0
    }
    return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
  }
}
