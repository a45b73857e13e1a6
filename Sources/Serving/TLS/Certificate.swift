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
    openSSL.x509Free(certificate)
    openSSL.evpPkeyFree(key)
  }

  /// Reads both from PEM. 58030 for what is none.
  convenience init(pem certificate: String, key: String, _ openSSL: OpenSSL) throws(SQLError) {
    guard let certificate = Self.read(certificate, openSSL, { openSSL.pemReadBioX509($0, nil, nil, nil) }) else {
      throw SQLError(.ioError, "the TLS certificate is no PEM certificate")
    }
    guard let key = Self.read(key, openSSL, { openSSL.pemReadBioPrivateKey($0, nil, nil, nil) }) else {
      openSSL.x509Free(certificate)
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
    return openSSL.x509CmpTime(openSSL.x509Get0NotAfter(certificate) ?? certificate, &time) > 0
  }

  var certificatePEM: String { write { openSSL.pemWriteBioX509($0, certificate) } }
  var keyPEM: String { write { openSSL.pemWriteBioPrivateKey($0, key, nil, nil, 0, nil, nil) } }

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
    guard let key = makeKey(openSSL), let certificate = openSSL.x509New() else { throw unusable }
    let made = Certificate(certificate, key, openSSL)
    let issuer = signer ?? made
    guard let serial = openSSL.x509GetSerialNumber(certificate),
      let start = openSSL.x509GetmNotBefore(certificate), let end = openSSL.x509GetmNotAfter(certificate),
      let subject = openSSL.x509GetSubjectName(certificate),
      openSSL.x509SetVersion(certificate, 2) == 1,
      openSSL.asn1IntegerSetUint64(serial, .random(in: 1...UInt64(Int64.max))) == 1,
      openSSL.x509GmtimeAdj(start, -86_400) != nil, openSSL.x509GmtimeAdj(end, days * 86_400) != nil,
      openSSL.x509NameAddEntryByTxt(subject, "CN", utf8, String(name.prefix(64)), -1, -1, 0) == 1,
      openSSL.x509SetPubkey(certificate, key) == 1,
      openSSL.x509SetIssuerName(certificate, openSSL.x509GetSubjectName(issuer.certificate)) == 1
    else { throw unusable }
    for (number, value) in extensions { try made.add(number, value, issuer: issuer) }
    guard openSSL.x509Sign(certificate, issuer.key, openSSL.evpSha256()) > 0 else { throw unusable }
    return made
  }

  private static func makeKey(_ openSSL: OpenSSL) -> OpenSSL.Object? {
    guard let context = openSSL.evpPkeyCtxNewId(ellipticCurve, nil) else { return nil }
    defer { openSSL.evpPkeyCtxFree(context) }
    var key: OpenSSL.Object?
    guard openSSL.evpPkeyKeygenInit(context) == 1,
      openSSL.evpPkeyCtxCtrlStr(context, "ec_paramgen_curve", "P-256") == 1,
      openSSL.evpPkeyCtxCtrlStr(context, "ec_param_enc", "named_curve") == 1,
      openSSL.evpPkeyKeygen(context, &key) == 1
    else { return nil }
    return key
  }

  private func add(_ number: Int32, _ value: String, issuer: Certificate) throws(SQLError) {
    // An X509V3_CTX has 56 or 64 bytes; it lives as long as the call.
    let made: OpenSSL.Object? = withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { context in
      context.initializeMemory(as: UInt8.self, repeating: 0)
      guard let memory = context.baseAddress else { return nil }
      openSSL.x509v3SetCtx(memory, issuer.certificate, certificate, nil, nil, 0)
      return openSSL.x509v3ExtConfNid(nil, memory, number, value)
    }
    guard let made else { throw Self.unusable }
    defer { openSSL.x509ExtensionFree(made) }
    guard openSSL.x509AddExt(certificate, made, -1) == 1 else { throw Self.unusable }
  }

  private static let unusable = SQLError(.ioError, "the system's OpenSSL could not make a certificate")

  private static func read(_ pem: String, _ openSSL: OpenSSL, _ body: (OpenSSL.Object) -> OpenSSL.Object?)
    -> OpenSSL.Object?
  {
    let bytes = Array(pem.utf8)
    return bytes.withUnsafeBytes { memory in
      guard let start = memory.baseAddress, let stream = openSSL.bioNewMemBuf(start, Int32(memory.count)) else {
        return nil
      }
      defer { _ = openSSL.bioFree(stream) }
      return body(stream)
    }
  }

  private func write(_ body: (OpenSSL.Object) -> Int32) -> String {
    guard let stream = openSSL.bioNew(openSSL.bioSMem()) else { return "" }
    defer { _ = openSSL.bioFree(stream) }
    guard body(stream) == 1 else { return "" }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = bytes.withUnsafeMutableBytes { memory in
      memory.baseAddress.map { openSSL.bioRead(stream, $0, Int32(memory.count)) } ?? 0
    }
    return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
  }
}
