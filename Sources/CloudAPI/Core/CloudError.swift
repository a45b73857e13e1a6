/// A refusal as AWS words it: a code that clients look at, and a message.
package struct CloudError: Error, Hashable, Sendable {
  package var code: String
  package var message: String
  /// Of HTTP.
  package var status: Int
  /// What S3 tells of its errors besides: `BucketName`, `Key`, `ActualObjectSize`.
  package var details: [String: String]

  package init(_ code: String, _ message: String, status: Int = 400, details: [String: String] = [:]) {
    self.code = code
    self.message = message
    self.status = status
    self.details = details
  }

  package static func missing(_ name: String) -> CloudError {
    CloudError("MissingParameter", "The request must contain the parameter \(name).")
  }

  package static func invalid(_ name: String, _ value: String) -> CloudError {
    CloudError("InvalidParameterValue", "Value (\(value)) for parameter \(name) is invalid.")
  }

  /// For an operation of a service that is here: nothing hangs in retries, since 501 is none that clients try again.
  package static func notBuilt(_ operation: String, of service: CloudService) -> CloudError {
    let code = if case .json = service.wire { "UnknownOperationException" } else { "InvalidAction" }
    return CloudError(code, "\(service.name)'s operation \(operation) is not supported yet.", status: 501)
  }

  /// As a service words it that has a code of its own for what it cannot take.
  func worded(by service: CloudService) -> CloudError {
    guard let code = service.invalidInputCode, ["MissingParameter", "InvalidParameterValue"].contains(self.code) else {
      return self
    }
    return CloudError(code, message, status: status)
  }

  /// Whose fault it is, as the query protocol tells.
  package var isSenders: Bool { status < 500 }
}
