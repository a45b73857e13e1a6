import HTTP
import SQLTypes

extension TransportError {
  /// 58030 with the server, the reason, and what to do about it.
  func error(_ request: S3Request, _ configuration: S3Configuration, attempts: Int) -> SQLError {
    let address = S3Address(bucket: request.bucket, configuration)
    let server = "\(address.scheme.rawValue)://\(address.host)"
    let object = request.operation.key.map { "s3://\(request.bucket)/\($0)" } ?? "s3://\(request.bucket)"
    let tries = attempts > 1 ? "Asked \(attempts) times. " : ""
    return SQLError(
      .ioError, "could not \(request.operation.verb) \(object): \(words(server))",
      detail: reason.isEmpty ? nil : reason, hint: tries + hint(address.host, configuration))
  }

  private func words(_ server: String) -> String {
    switch kind {
    case .cancelled: "it was called off"
    case .timedOut: "\(server) does not answer in time"
    case .lost: "the connection to \(server) broke"
    case .refused: "no connection to \(server)"
    case .unknownHost: "the name of \(server) leads nowhere"
    case .handshake: "no secure connection to \(server)"
    case .tls: "\(server) has no certificate that is trusted here"
    case .certificates: "the file of trusted certificates cannot be read"
    case .tooLong: "\(server) sends more than was asked for"
    case .other: "\(server) cannot be asked"
    }
  }

  private func hint(_ host: String, _ configuration: S3Configuration) -> String {
    let setting = configuration.endpoint == nil ? "the region" : "AWS_ENDPOINT_URL"
    let offline = "--s3-root DIR reads s3://bucket/key from DIR/bucket/key, without a network."
    switch kind {
    case .timedOut, .lost: return "Check the network; AWS_MAX_ATTEMPTS allows for more attempts."
    case .refused: return "Check that a server listens there, \(setting), and the proxy's settings. \(offline)"
    case .unknownHost: return "Check the network, the bucket's name and \(setting). \(offline)"
    case .handshake: return "Check \(setting): a server without TLS is named by http://."
    case .tls: return "A private certificate authority's file is named by AWS_CA_BUNDLE."
    case .certificates:
      return configuration.certificateBundle == nil
        ? "Install the system's certificates: apt-get install ca-certificates" : "Check AWS_CA_BUNDLE."
    case .cancelled, .tooLong, .other: return "Check \(setting)."
    }
  }
}

extension S3Operation {
  var verb: String {
    switch self {
    case .list: "list"
    case .get, .head: "read"
    case .put, .createUpload, .uploadPart, .completeUpload, .abortUpload: "write"
    case .delete, .deleteMany: "delete"
    }
  }
}
