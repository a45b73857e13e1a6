import SQLTypes

/// What carries HTTP on this system; the one file that knows the difference.
enum SystemTransport {
  /// Errors: 58030 where libcurl is missing, 0A000 on systems without support.
  static func make(_ configuration: S3Configuration) throws(SQLError) -> any HTTPTransport {
    #if canImport(Darwin)
      // Apple's arm64 passes variadic arguments in another way than named ones: see `SystemCurl`.
      throw .notSupported(
        "reading s3:// over the network on this system", hint: "--s3-root DIR reads s3://bucket/key from DIR/bucket/key"
      )
    #else
      var limits = HTTPLimits()
      limits.connectTimeout = configuration.connectTimeout * 1000
      limits.stallTimeout = configuration.readTimeout
      limits.certificates = configuration.certificateBundle
      return try CurlTransport(limits)
    #endif
  }
}
