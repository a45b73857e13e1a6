import HTTP

/// What a request's signature says it is for, whether it is right or not.
package struct CloudScope: Hashable, Sendable {
  package let accessKey: String
  package let region: String
  package let service: String

  /// Of `Authorization: AWS4-HMAC-SHA256 Credential=KEY/20130524/us-east-1/s3/aws4_request, …` or a presigned query's
  /// `X-Amz-Credential`; nil where there is none.
  package init?(_ request: HTTPRequest) {
    guard let credential = Self.credential(request) else { return nil }
    let steps = credential.split(separator: "/")
    guard steps.count >= 5 else { return nil }
    accessKey = steps.dropLast(4).joined(separator: "/")
    region = String(steps[steps.count - 3])
    service = String(steps[steps.count - 2])
  }

  private static func credential(_ request: HTTPRequest) -> String? {
    guard let line = request.fields["Authorization"] else { return HTTPQuery(request.query)["X-Amz-Credential"] }
    let part = line.split(whereSeparator: { $0 == "," || $0 == " " }).first { $0.hasPrefix("Credential=") }
    return part.map { String($0.dropFirst("Credential=".count)) }
  }
}
