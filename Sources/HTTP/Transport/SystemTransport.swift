import SQLTypes

/// What carries HTTP on this system; the one file that knows the difference.
package enum SystemTransport {
  /// Errors: 58030 where libcurl is missing, 0A000 on systems without support.
  package static func make(_ limits: HTTPLimits) throws(SQLError) -> any HTTPTransport {
    #if canImport(Darwin)
      // Apple's arm64 passes variadic arguments in another way than named ones: see `SystemCurl`.
      throw .notSupported(
        "reading s3:// over the network on this system", hint: "--s3-root DIR reads s3://bucket/key from DIR/bucket/key"
      )
    #else
      return try CurlTransport(limits)
    #endif
  }
}
