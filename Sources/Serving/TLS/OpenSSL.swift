import System

/// The system's OpenSSL (1.1.1 or later), loaded when first needed, so that building needs none of its headers and a
/// plain connection pays nothing for it.
///
/// One property a function, under its C name in lower camel case. Pointers are OpenSSL's own objects; who makes one
/// frees it.
struct OpenSSL: Sendable {
  typealias Object = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias Bytes = UnsafeMutableRawPointer
  typealias ServerNameCallback = @convention(c) (Object?, UnsafeMutablePointer<Int32>?, Bytes?) -> Int32
  typealias Make = @convention(c) () -> Object?
  typealias Free = @convention(c) (Object?) -> Void
  typealias Get = @convention(c) (Object) -> Object?
  typealias Of = @convention(c) (Object) -> Int32
  typealias Pair = @convention(c) (Object, Object?) -> Int32
  typealias Control = @convention(c) (Object, Int32, Int, Bytes?) -> Int

  // Keys
  let evpPkeyCtxNewId: @convention(c) (Int32, Object?) -> Object?
  let evpPkeyCtxFree: Free
  let evpPkeyKeygenInit: Of
  let evpPkeyCtxCtrlStr: @convention(c) (Object, Text, Text) -> Int32
  let evpPkeyKeygen: @convention(c) (Object, UnsafeMutablePointer<Object?>) -> Int32
  let evpPkeyFree: Free
  let evpSha256: Make
  // Certificates
  let x509New: Make
  let x509Free: Free
  let x509SetVersion: @convention(c) (Object, Int) -> Int32
  let x509GetSerialNumber: Get
  let asn1IntegerSetUint64: @convention(c) (Object, UInt64) -> Int32
  let x509GetmNotBefore: Get
  let x509GetmNotAfter: Get
  let x509Get0NotAfter: Get
  let x509GmtimeAdj: @convention(c) (Object, Int) -> Object?
  let x509CmpTime: @convention(c) (Object, UnsafeMutablePointer<Int>?) -> Int32
  let x509SetPubkey: Pair
  let x509GetSubjectName: Get
  let x509SetIssuerName: Pair
  let x509NameAddEntryByTxt: @convention(c) (Object, Text, Int32, Text, Int32, Int32, Int32) -> Int32
  let x509v3SetCtx: @convention(c) (Bytes, Object, Object, Object?, Object?, Int32) -> Void
  let x509v3ExtConfNid: @convention(c) (Object?, Bytes, Int32, Text) -> Object?
  let x509AddExt: @convention(c) (Object, Object, Int32) -> Int32
  let x509ExtensionFree: Free
  let x509Sign: @convention(c) (Object, Object, Object?) -> Int32
  // Text
  let bioNew: @convention(c) (Object?) -> Object?
  let bioSMem: Make
  let bioNewMemBuf: @convention(c) (UnsafeRawPointer, Int32) -> Object?
  let bioRead: @convention(c) (Object, Bytes, Int32) -> Int32
  let bioFree: Of
  let pemWriteBioX509: Pair
  let pemWriteBioPrivateKey: @convention(c) (Object, Object, Object?, Bytes?, Int32, Bytes?, Bytes?) -> Int32
  let pemReadBioX509: @convention(c) (Object, Bytes?, Bytes?, Bytes?) -> Object?
  let pemReadBioPrivateKey: @convention(c) (Object, Bytes?, Bytes?, Bytes?) -> Object?
  // Connections
  let tlsServerMethod: Make
  let tlsClientMethod: Make
  let sslCtxNew: @convention(c) (Object?) -> Object?
  let sslCtxFree: Free
  let sslCtxUseCertificate: Pair
  let sslCtxUsePrivateKey: Pair
  let sslCtxCtrl: Control
  let sslCtxCallbackCtrl: @convention(c) (Object, Int32, ServerNameCallback) -> Int
  let sslCtxSetDefaultVerifyPaths: Of
  let sslCtxLoadVerifyLocations: @convention(c) (Object, Text, Text?) -> Int32
  let sslCtxSetVerify: @convention(c) (Object, Int32, Bytes?) -> Void
  let sslNew: Get
  let sslFree: Free
  let sslSetFd: @convention(c) (Object, Int32) -> Int32
  let sslSetSslCtx: @convention(c) (Object, Object) -> Object?
  let sslGetServername: @convention(c) (Object, Int32) -> Text?
  let sslCtrl: Control
  let sslSet1Host: @convention(c) (Object, Text) -> Int32
  let sslAccept: Of
  let sslConnect: Of
  let sslRead: @convention(c) (Object, Bytes, Int32) -> Int32
  let sslWrite: @convention(c) (Object, UnsafeRawPointer, Int32) -> Int32
  let sslPending: Of
  let sslShutdown: Of
  let sslGetVersion: @convention(c) (Object) -> Text?
  let sslGetVerifyResult: @convention(c) (Object) -> Int
  let x509VerifyCertErrorString: @convention(c) (Int) -> Text?

  /// nil where the system has none.
  static let shared = try? OpenSSL(loading: ["libssl.so.3", "libssl.so.1.1", "libssl.3.dylib"])

  private struct Missing: Error {}

  private init(loading libraries: [String]) throws {
    guard let library = SystemCalls.openLibrary(libraries) else { throw Missing() }
    // libssl brings libcrypto, and a look-up in a library looks into those it brought.
    func function<Function>(_ name: String) throws -> Function {
      guard let address = SystemCalls.function(name, in: library) else { throw Missing() }
      return unsafeBitCast(address, to: Function.self)
    }
    evpPkeyCtxNewId = try function("EVP_PKEY_CTX_new_id")
    evpPkeyCtxFree = try function("EVP_PKEY_CTX_free")
    evpPkeyKeygenInit = try function("EVP_PKEY_keygen_init")
    evpPkeyCtxCtrlStr = try function("EVP_PKEY_CTX_ctrl_str")
    evpPkeyKeygen = try function("EVP_PKEY_keygen")
    evpPkeyFree = try function("EVP_PKEY_free")
    evpSha256 = try function("EVP_sha256")
    x509New = try function("X509_new")
    x509Free = try function("X509_free")
    x509SetVersion = try function("X509_set_version")
    x509GetSerialNumber = try function("X509_get_serialNumber")
    asn1IntegerSetUint64 = try function("ASN1_INTEGER_set_uint64")
    x509GetmNotBefore = try function("X509_getm_notBefore")
    x509GetmNotAfter = try function("X509_getm_notAfter")
    x509Get0NotAfter = try function("X509_get0_notAfter")
    x509GmtimeAdj = try function("X509_gmtime_adj")
    x509CmpTime = try function("X509_cmp_time")
    x509SetPubkey = try function("X509_set_pubkey")
    x509GetSubjectName = try function("X509_get_subject_name")
    x509SetIssuerName = try function("X509_set_issuer_name")
    x509NameAddEntryByTxt = try function("X509_NAME_add_entry_by_txt")
    x509v3SetCtx = try function("X509V3_set_ctx")
    x509v3ExtConfNid = try function("X509V3_EXT_conf_nid")
    x509AddExt = try function("X509_add_ext")
    x509ExtensionFree = try function("X509_EXTENSION_free")
    x509Sign = try function("X509_sign")
    bioNew = try function("BIO_new")
    bioSMem = try function("BIO_s_mem")
    bioNewMemBuf = try function("BIO_new_mem_buf")
    bioRead = try function("BIO_read")
    bioFree = try function("BIO_free")
    pemWriteBioX509 = try function("PEM_write_bio_X509")
    pemWriteBioPrivateKey = try function("PEM_write_bio_PrivateKey")
    pemReadBioX509 = try function("PEM_read_bio_X509")
    pemReadBioPrivateKey = try function("PEM_read_bio_PrivateKey")
    tlsServerMethod = try function("TLS_server_method")
    tlsClientMethod = try function("TLS_client_method")
    sslCtxNew = try function("SSL_CTX_new")
    sslCtxFree = try function("SSL_CTX_free")
    sslCtxUseCertificate = try function("SSL_CTX_use_certificate")
    sslCtxUsePrivateKey = try function("SSL_CTX_use_PrivateKey")
    sslCtxCtrl = try function("SSL_CTX_ctrl")
    sslCtxCallbackCtrl = try function("SSL_CTX_callback_ctrl")
    sslCtxSetDefaultVerifyPaths = try function("SSL_CTX_set_default_verify_paths")
    sslCtxLoadVerifyLocations = try function("SSL_CTX_load_verify_locations")
    sslCtxSetVerify = try function("SSL_CTX_set_verify")
    sslNew = try function("SSL_new")
    sslFree = try function("SSL_free")
    sslSetFd = try function("SSL_set_fd")
    sslSetSslCtx = try function("SSL_set_SSL_CTX")
    sslGetServername = try function("SSL_get_servername")
    sslCtrl = try function("SSL_ctrl")
    sslSet1Host = try function("SSL_set1_host")
    sslAccept = try function("SSL_accept")
    sslConnect = try function("SSL_connect")
    sslRead = try function("SSL_read")
    sslWrite = try function("SSL_write")
    sslPending = try function("SSL_pending")
    sslShutdown = try function("SSL_shutdown")
    sslGetVersion = try function("SSL_get_version")
    sslGetVerifyResult = try function("SSL_get_verify_result")
    x509VerifyCertErrorString = try function("X509_verify_cert_error_string")
  }
}
