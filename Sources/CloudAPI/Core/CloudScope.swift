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
    let steps = credential.split(separator: UInt8(ascii: "/"))
    guard steps.count >= 5 else { return nil }
    let text = { (step: ArraySlice<UInt8>) in String(decoding: step, as: UTF8.self) }
    accessKey = steps.dropLast(4).map(text).joined(separator: "/")
    region = text(steps[steps.count - 3])
    service = text(steps[steps.count - 2])
  }

  private static func credential(_ fields: HTTPFields, _ query: String) -> ArraySlice<UInt8>? {
    guard let line = fields["Authorization"] else {
      return HTTPQuery(query)["X-Amz-Credential"].map { Array($0.utf8)[...] }
    }
    let name = "Credential=".utf8
    var rest = Array(line.utf8)[...]
    while !rest.isEmpty {
      let part = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") }
      if part.starts(with: name) { return part.dropFirst(name.count) }
      rest = rest[part.endIndex...].dropFirst()
    }
    return nil
  }
}
