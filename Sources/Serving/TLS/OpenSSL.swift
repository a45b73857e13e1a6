import System

/// The system's OpenSSL (1.1.1 or later), loaded when first needed, so that building needs none of its headers and a plain
/// connection pays nothing for it.
///
/// One property a function, under its C name. Pointers are OpenSSL's own objects; who makes one frees it.
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
  let EVP_PKEY_CTX_new_id: @convention(c) (Int32, Object?) -> Object?
  let EVP_PKEY_CTX_free: Free
  let EVP_PKEY_keygen_init: Of
  let EVP_PKEY_CTX_ctrl_str: @convention(c) (Object, Text, Text) -> Int32
  let EVP_PKEY_keygen: @convention(c) (Object, UnsafeMutablePointer<Object?>) -> Int32
  let EVP_PKEY_free: Free
  let EVP_sha256: Make
  // Certificates
  let X509_new: Make
  let X509_free: Free
  let X509_set_version: @convention(c) (Object, Int) -> Int32
  let X509_get_serialNumber: Get
  let ASN1_INTEGER_set_uint64: @convention(c) (Object, UInt64) -> Int32
  let X509_getm_notBefore: Get
  let X509_getm_notAfter: Get
  let X509_get0_notAfter: Get
  let X509_gmtime_adj: @convention(c) (Object, Int) -> Object?
  let X509_cmp_time: @convention(c) (Object, UnsafeMutablePointer<Int>?) -> Int32
  let X509_set_pubkey: Pair
  let X509_get_subject_name: Get
  let X509_set_issuer_name: Pair
  let X509_NAME_add_entry_by_txt: @convention(c) (Object, Text, Int32, Text, Int32, Int32, Int32) -> Int32
  let X509V3_set_ctx: @convention(c) (Bytes, Object, Object, Object?, Object?, Int32) -> Void
  let X509V3_EXT_conf_nid: @convention(c) (Object?, Bytes, Int32, Text) -> Object?
  let X509_add_ext: @convention(c) (Object, Object, Int32) -> Int32
  let X509_EXTENSION_free: Free
  let X509_sign: @convention(c) (Object, Object, Object?) -> Int32
  // Text
  let BIO_new: @convention(c) (Object?) -> Object?
  let BIO_s_mem: Make
  let BIO_new_mem_buf: @convention(c) (UnsafeRawPointer, Int32) -> Object?
  let BIO_read: @convention(c) (Object, Bytes, Int32) -> Int32
  let BIO_free: Of
  let PEM_write_bio_X509: Pair
  let PEM_write_bio_PrivateKey: @convention(c) (Object, Object, Object?, Bytes?, Int32, Bytes?, Bytes?) -> Int32
  let PEM_read_bio_X509: @convention(c) (Object, Bytes?, Bytes?, Bytes?) -> Object?
  let PEM_read_bio_PrivateKey: @convention(c) (Object, Bytes?, Bytes?, Bytes?) -> Object?
  // Connections
  let TLS_server_method: Make
  let TLS_client_method: Make
  let SSL_CTX_new: @convention(c) (Object?) -> Object?
  let SSL_CTX_free: Free
  let SSL_CTX_use_certificate: Pair
  let SSL_CTX_use_PrivateKey: Pair
  let SSL_CTX_ctrl: Control
  let SSL_CTX_callback_ctrl: @convention(c) (Object, Int32, ServerNameCallback) -> Int
  let SSL_CTX_set_default_verify_paths: Of
  let SSL_CTX_load_verify_locations: @convention(c) (Object, Text, Text?) -> Int32
  let SSL_CTX_set_verify: @convention(c) (Object, Int32, Bytes?) -> Void
  let SSL_new: Get
  let SSL_free: Free
  let SSL_set_fd: @convention(c) (Object, Int32) -> Int32
  let SSL_set_SSL_CTX: @convention(c) (Object, Object) -> Object?
  let SSL_get_servername: @convention(c) (Object, Int32) -> Text?
  let SSL_ctrl: Control
  let SSL_set1_host: @convention(c) (Object, Text) -> Int32
  let SSL_accept: Of
  let SSL_connect: Of
  let SSL_read: @convention(c) (Object, Bytes, Int32) -> Int32
  let SSL_write: @convention(c) (Object, UnsafeRawPointer, Int32) -> Int32
  let SSL_pending: Of
  let SSL_shutdown: Of
  let SSL_get_verify_result: @convention(c) (Object) -> Int
  let X509_verify_cert_error_string: @convention(c) (Int) -> Text?

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
    EVP_PKEY_CTX_new_id = try function("EVP_PKEY_CTX_new_id")
    EVP_PKEY_CTX_free = try function("EVP_PKEY_CTX_free")
    EVP_PKEY_keygen_init = try function("EVP_PKEY_keygen_init")
    EVP_PKEY_CTX_ctrl_str = try function("EVP_PKEY_CTX_ctrl_str")
    EVP_PKEY_keygen = try function("EVP_PKEY_keygen")
    EVP_PKEY_free = try function("EVP_PKEY_free")
    EVP_sha256 = try function("EVP_sha256")
    X509_new = try function("X509_new")
    X509_free = try function("X509_free")
    X509_set_version = try function("X509_set_version")
    X509_get_serialNumber = try function("X509_get_serialNumber")
    ASN1_INTEGER_set_uint64 = try function("ASN1_INTEGER_set_uint64")
    X509_getm_notBefore = try function("X509_getm_notBefore")
    X509_getm_notAfter = try function("X509_getm_notAfter")
    X509_get0_notAfter = try function("X509_get0_notAfter")
    X509_gmtime_adj = try function("X509_gmtime_adj")
    X509_cmp_time = try function("X509_cmp_time")
    X509_set_pubkey = try function("X509_set_pubkey")
    X509_get_subject_name = try function("X509_get_subject_name")
    X509_set_issuer_name = try function("X509_set_issuer_name")
    X509_NAME_add_entry_by_txt = try function("X509_NAME_add_entry_by_txt")
    X509V3_set_ctx = try function("X509V3_set_ctx")
    X509V3_EXT_conf_nid = try function("X509V3_EXT_conf_nid")
    X509_add_ext = try function("X509_add_ext")
    X509_EXTENSION_free = try function("X509_EXTENSION_free")
    X509_sign = try function("X509_sign")
    BIO_new = try function("BIO_new")
    BIO_s_mem = try function("BIO_s_mem")
    BIO_new_mem_buf = try function("BIO_new_mem_buf")
    BIO_read = try function("BIO_read")
    BIO_free = try function("BIO_free")
    PEM_write_bio_X509 = try function("PEM_write_bio_X509")
    PEM_write_bio_PrivateKey = try function("PEM_write_bio_PrivateKey")
    PEM_read_bio_X509 = try function("PEM_read_bio_X509")
    PEM_read_bio_PrivateKey = try function("PEM_read_bio_PrivateKey")
    TLS_server_method = try function("TLS_server_method")
    TLS_client_method = try function("TLS_client_method")
    SSL_CTX_new = try function("SSL_CTX_new")
    SSL_CTX_free = try function("SSL_CTX_free")
    SSL_CTX_use_certificate = try function("SSL_CTX_use_certificate")
    SSL_CTX_use_PrivateKey = try function("SSL_CTX_use_PrivateKey")
    SSL_CTX_ctrl = try function("SSL_CTX_ctrl")
    SSL_CTX_callback_ctrl = try function("SSL_CTX_callback_ctrl")
    SSL_CTX_set_default_verify_paths = try function("SSL_CTX_set_default_verify_paths")
    SSL_CTX_load_verify_locations = try function("SSL_CTX_load_verify_locations")
    SSL_CTX_set_verify = try function("SSL_CTX_set_verify")
    SSL_new = try function("SSL_new")
    SSL_free = try function("SSL_free")
    SSL_set_fd = try function("SSL_set_fd")
    SSL_set_SSL_CTX = try function("SSL_set_SSL_CTX")
    SSL_get_servername = try function("SSL_get_servername")
    SSL_ctrl = try function("SSL_ctrl")
    SSL_set1_host = try function("SSL_set1_host")
    SSL_accept = try function("SSL_accept")
    SSL_connect = try function("SSL_connect")
    SSL_read = try function("SSL_read")
    SSL_write = try function("SSL_write")
    SSL_pending = try function("SSL_pending")
    SSL_shutdown = try function("SSL_shutdown")
    SSL_get_verify_result = try function("SSL_get_verify_result")
    X509_verify_cert_error_string = try function("X509_verify_cert_error_string")
  }
}
