import HTTP

/// S3's answers: XML in its own namespace, errors without one.
package enum StorageAnswer {
  static let owner: CloudValue = ["ID": .text(CloudState.account), "DisplayName": "localshift"]

  package static func xml(_ root: String, _ value: CloudValue) -> HTTPResponse { xml(root) { $0.add(value) } }

  static func xml(_ root: String, _ content: (inout XMLWriter) -> Void) -> HTTPResponse {
    var writer = XMLWriter()
    writer.root(root, namespace: "http://s3.amazonaws.com/doc/2006-03-01/", content)
    return HTTPResponse(status: 200, fields: ["Content-Type": "application/xml"], body: writer.bytes)
  }

  package static func error(_ error: CloudError, resource: String) -> HTTPResponse {
    var writer = XMLWriter()
    let details = error.details.sorted { $0.key < $1.key }.map { CloudValue.Member($0.key, .text($0.value)) }
    let first: [CloudValue.Member] = [.init("Code", .text(error.code)), .init("Message", .text(error.message))]
    // What it is about is told once.
    let place = details.isEmpty ? [CloudValue.Member("Resource", .text(resource))] : []
    let last = place + [.init("RequestId", "0000000000000000")]
    writer.element("Error", .structure(first + details + last))
    return HTTPResponse(
      status: error.status, fields: ["Content-Type": "application/xml"], body: writer.bytes)
  }

  /// `buckets`: all of them by name, of which the request wants a page. Errors: `InvalidArgument`.
  package static func buckets(
    _ buckets: [(name: String, created: Int64, region: String)], _ request: StorageRequest
  ) throws(CloudError) -> HTTPResponse {
    let (prefix, token) = (request.query["prefix"], request.query["continuation-token"] ?? "")
    let region = request.query["bucket-region"]
    let wanted = buckets.filter { $0.name.hasPrefix(prefix ?? "") && region ?? $0.region == $0.region }
    let page = try StoragePage(wanted, request, most: "max-buckets") { $0.name <= token }
    let next = page.isCut ? page.elements.last?.name : nil
    return xml(
      "ListAllMyBucketsResult",
      .members([
        "Owner": owner,
        "Buckets": .list(
          "Bucket",
          page.elements.map {
            ["Name": .text($0.name), "CreationDate": .time($0.created), "BucketRegion": .text($0.region)]
          }),
        "ContinuationToken": next.map { .text($0) }, "Prefix": prefix.map { .text($0) },
      ]))
  }

  /// Nothing for the region that is S3's own.
  package static func location(_ region: String) -> HTTPResponse {
    xml("LocationConstraint", .text(region == "us-east-1" ? "" : region))
  }
}
