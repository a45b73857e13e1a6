import CloudAPI
import HTTP
import ObjectStore
import SQLTypes

/// Single objects: read, written, copied, deleted.
extension StorageService {
  func get(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) {
    guard let object = try find(request) else { throw .noSuchKey(request.key) }
    let (summary, given) = labels.shown(object)
    if request.operation == .getObject { try ObjectProperties.checkReadable(given.properties) }
    var response = HTTPResponse(status: 200, fields: given.fields)
    for field in given.properties.fields { response.fields.add(field.name, field.value) }
    if let tags = given.settings[.tagging].map(TagRules.count), tags > 0 {
      response.fields["x-amz-tagging-count"] = String(tags)
    }
    response.fields["ETag"] = summary.etag
    response.fields["Last-Modified"] = HTTPDate.text(summary.modified / 1_000_000)
    response.fields["Accept-Ranges"] = "bytes"
    if response.fields["Content-Type"] == nil { response.fields["Content-Type"] = "binary/octet-stream" }
    for item in request.query.items where item.name.hasPrefix("response-") {
      response.fields[String(item.name.dropFirst("response-".count))] = item.value
    }
    if try ObjectConditions.isUnchanged(summary, request.fields) {
      response.status = 304
      return exchange.begin(response, length: nil)
    }
    let part = try ObjectPart.range(request, size: object.size, parts: given.parts.map(\.size))
    let range = part ?? 0..<object.size
    if let part {
      response.status = 206
      response.fields["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(object.size)"
    }
    if request.query["partNumber"] != nil, !given.parts.isEmpty {
      response.fields["x-amz-mp-parts-count"] = String(given.parts.count)
    }
    // A checksum is of the whole.
    if range.count == object.size, request.fields["x-amz-checksum-mode"] == "ENABLED" {
      Self.add(given.checksum, to: &response)
    }
    try send(object, range, response, exchange, isHead: request.operation == .headObject)
  }

  private static func add(_ checksum: HTTPFields.Field?, to response: inout HTTPResponse) {
    guard let checksum else { return }
    response.fields.add(checksum.name, checksum.value)
    response.fields.add("x-amz-checksum-type", BodyChecksum.type(of: checksum))
  }

  private func send(
    _ object: BucketObject, _ range: Range<Int>, _ response: HTTPResponse, _ exchange: HTTPExchange, isHead: Bool
  ) throws(CloudError) {
    let reader = isHead ? nil : try CloudError.wrap { () throws(SQLError) in try object.open() }
    exchange.begin(response, length: range.count)
    guard let reader else { return }
    try CloudError.wrap { () throws(SQLError) in
      try reader.forEachPiece(of: range) { piece throws(SQLError) in exchange.send(piece) }
    }
  }

  func put(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    try ObjectConditions.checkWrite(try find(request).map(summary), key: request.key, request.fields)
    var given = try given(request)
    let (file, checksum) = try receive(request, exchange)
    let etag = "\"\(Digest.hex(file.md5))\""
    given.checksum = checksum
    try keep(file, request, etag: etag, given)
    var response = HTTPResponse(status: 200, fields: ["ETag": etag])
    ObjectProperties.addEncryption(of: given.properties, to: &response)
    Self.add(checksum, to: &response)
    return response
  }

  /// Gives a file its key, and its labels.
  func keep(
    _ file: BucketPart, _ request: StorageRequest, etag: String, _ given: ObjectLabels.Given
  ) throws(CloudError) {
    let object = try CloudError.wrap { () throws(SQLError) in
      if let replaced = try buckets.object(request.bucket, request.key) { labels.forget(replaced) }
      try buckets.put(file, request.bucket, request.key)
      return try buckets.object(request.bucket, request.key)
    }
    if let object { labels.set(object, etag: etag, given) }
  }

  /// The body in a file of its own, and the checksum that came with it. Errors: `IncompleteBody`, and those of `BodyChecks`.
  func receive(
    _ request: StorageRequest, _ exchange: HTTPExchange
  ) throws(CloudError) -> (file: BucketPart, checksum: HTTPFields.Field?) {
    let file = try CloudError.wrap { () throws(SQLError) in try buckets.makeFile() }
    let isChunked =
      request.fields["x-amz-content-sha256"]?.hasPrefix("STREAMING-") == true
      || request.fields["Content-Encoding"]?.contains("aws-chunked") == true
    var chunks = AWSChunkedReader()
    var checks = BodyChecks(request.fields, isSigned: checksSignatures)
    while let part = try nextPart(exchange) {
      let data = isChunked ? try chunks.data(of: part) : part
      checks.append(data)
      try CloudError.wrap { () throws(SQLError) in try file.append(data) }
    }
    if isChunked {
      let expected = request.fields["x-amz-decoded-content-length"].flatMap { Int($0) }
      guard chunks.isComplete, expected ?? file.size == file.size else { throw Self.incomplete }
    }
    let checksum = try checks.finish(md5: file.md5, trailers: chunks.trailers).first
    let part = try CloudError.wrap { () throws(SQLError) in try file.finish() }
    return (part, checksum.map { HTTPFields.Field($0.key, $0.value) })
  }

  func nextPart(_ exchange: HTTPExchange) throws(CloudError) -> [UInt8]? {
    do throws(HTTPRequestError) { return try exchange.nextBodyPart() } catch { throw Self.incomplete }
  }

  static let incomplete = CloudError(
    "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header")

  func copy(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    let source = try source(of: request)
    let old = labels.given(source)
    try checkChanges(request, source)
    try ObjectProperties.checkReadable(old.properties)
    try ObjectConditions.checkCopy(summary(source), request.fields)
    try ObjectConditions.checkWrite(try find(request).map(summary), key: request.key, request.fields)
    let file = try CloudError.wrap { () throws(SQLError) in
      let file = try buckets.makeFile()
      try file.append(0..<source.size, of: try source.open())
      return try file.finish()
    }
    var given = try given(request)
    if request.fields["x-amz-metadata-directive"] != "REPLACE" { given.fields = old.fields }
    if request.fields["x-amz-tagging-directive"] != "REPLACE" { given.settings[.tagging] = old.settings[.tagging] }
    let etag = "\"\(Digest.hex(file.md5))\""
    given.checksum = try checksum(ofCopy: file, request, old)
    try keep(file, request, etag: etag, given)
    guard let copy = try find(request) else { throw .noSuchKey(request.key) }
    var members: [CloudValue.Member] = [.init("LastModified", .time(copy.modified / 1000)), .init("ETag", .text(etag))]
    members += BodyChecksum.members(of: given.checksum)
    var response = StorageAnswer.xml("CopyObjectResult", .structure(members))
    ObjectProperties.addEncryption(of: given.properties, to: &response)
    return response
  }

  /// An object that is copied to itself has to become another: of other fields, properties or encryption. Errors:
  /// `InvalidRequest`.
  private func checkChanges(_ request: StorageRequest, _ source: BucketObject) throws(CloudError) {
    guard try find(request)?.version == source.version, request.fields["x-amz-metadata-directive"] != "REPLACE" else {
      return
    }
    let changing = [
      "x-amz-storage-class", "x-amz-server-side-encryption", "x-amz-website-redirect-location",
      "x-amz-checksum-algorithm",
    ]
    guard !changing.contains(where: { request.fields[$0] != nil }),
      settings.document(.encryption, of: request.bucket) == nil
    else { return }
    throw CloudError(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's "
        + "metadata, storage class, website redirect location or encryption attributes.")
  }

  /// The one that the request chooses or the source has. Errors: `InvalidRequest`.
  private func checksum(
    ofCopy file: BucketPart, _ request: StorageRequest, _ old: ObjectLabels.Given
  ) throws(CloudError) -> HTTPFields.Field? {
    let chosen = request.fields["x-amz-checksum-algorithm"]
    guard let chosen else {
      guard let name = old.checksum?.name, let checksum = BodyChecksum(field: name) else { return nil }
      return try self.checksum(checksum, of: file)
    }
    guard let checksum = BodyChecksum(algorithm: chosen) else {
      throw CloudError("InvalidRequest", "Checksum algorithm provided is unsupported.")
    }
    return try self.checksum(checksum, of: file)
  }

  func checksum(_ checksum: BodyChecksum, of file: BucketPart) throws(CloudError) -> HTTPFields.Field {
    var checksum = checksum
    try CloudError.wrap { () throws(SQLError) in
      try file.open().forEachPiece(of: 0..<file.size) { piece in checksum.append(piece) }
    }
    return HTTPFields.Field(checksum.name, Base64.text(checksum.bytes))
  }

  /// The object that `x-amz-copy-source` names. Errors: `NoSuchBucket`, `NoSuchKey`, `InvalidArgument`.
  func source(of request: StorageRequest) throws(CloudError) -> BucketObject {
    let text = String(decoding: PercentCoding.decoded(request.fields["x-amz-copy-source"] ?? ""), as: UTF8.self)
    let parts = text.drop { $0 == "/" }.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw CloudError("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
    }
    guard buckets.hasBucket(parts[0]) else { throw .noSuchBucket(parts[0]) }
    let object = try CloudError.wrap { () throws(SQLError) in try buckets.object(parts[0], parts[1]) }
    guard let object else { throw .noSuchKey(parts[1]) }
    return object
  }

  /// A document of a request. Errors: `IncompleteBody`, and those of `BodyChecks`.
  /// `hasChecksums`: whether those among the fields are the document's, not an object's that it completes.
  func wholeBody(
    _ request: StorageRequest, _ exchange: HTTPExchange, hasChecksums: Bool = true
  ) throws(CloudError) -> [UInt8] {
    let body: [UInt8]
    do throws(HTTPRequestError) { body = try exchange.body(limit: 4 << 20) } catch { throw Self.incomplete }
    var checks = BodyChecks(request.fields, isSigned: checksSignatures, hasChecksums: hasChecksums)
    checks.append(body)
    try checks.finish(md5: body.withUnsafeBytes(Digest.md5), trailers: [:])
    return body
  }
}
