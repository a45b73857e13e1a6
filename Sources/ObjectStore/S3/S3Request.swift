import HTTP

/// One question to one bucket, and the HTTP request it becomes.
package struct S3Request: Hashable, Sendable {
  package var bucket: String
  package var operation: S3Operation

  package init(bucket: String, _ operation: S3Operation) {
    self.bucket = bucket
    self.operation = operation
  }

  /// The request before it is signed.
  func unsigned(_ configuration: S3Configuration) -> HTTPRequest {
    let address = S3Address(bucket: bucket, configuration)
    let body = operation.body
    var fields: HTTPFields = ["Host": address.host]
    for field in operation.fields(body: body).fields { fields.add(field.name, field.value) }
    if let body { fields.add("Content-Length", String(body.count)) }
    return HTTPRequest(
      operation.method, scheme: address.scheme, host: address.host, path: address.path(to: operation.key),
      query: encodedQuery, fields: fields, body: body)
  }

  /// In the order that signing wants: by name.
  private var encodedQuery: String {
    let pairs = operation.query.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return pairs.map { "\($0.name)=\(PercentCoding.encoded($0.value))" }.joined(separator: "&")
  }
}
