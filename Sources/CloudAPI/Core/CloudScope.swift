import HTTP

/// What a request's signature says it is for, whether it is right or not.
package struct CloudScope: Hashable, Sendable {
  package let accessKey: String
  package let region: String
  package let service: String

  /// Of `Authorization: AWS4-HMAC-SHA256 Credential=KEY/20130524/us-east-1/s3/aws4_request, …` or a presigned query's
  /// `X-Amz-Credential`; nil where there is none.
  package init?(_ fields: HTTPFields, _ query: String) {
    guard let credential = Self.credential(fields, query) else { return nil }
    let steps = credential.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard steps.count >= 5 else { return nil }
    accessKey = steps.dropLast(4).joined(separator: "/")
    region = steps[steps.count - 3]
    service = steps[steps.count - 2]
  }

  private static func credential(_ fields: HTTPFields, _ query: String) -> String? {
    guard let line = fields["Authorization"] else { return HTTPQuery(query)["X-Amz-Credential"] }
    let name = "Credential=".utf8
    let parts = line.utf8.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
    return parts.first { $0.starts(with: name) }.map { String(Substring($0.dropFirst(name.count))) }
  }
}
