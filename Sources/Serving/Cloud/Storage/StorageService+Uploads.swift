import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import System

/// Objects in parts (S3 user guide, multipart upload).
extension StorageService {
  /// Of every part but the last.
  private static let leastPart = 5 << 20

  func createUpload(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    let (checksum, given) = (try UploadChecksum(request.fields), try given(request))
    let id = uploads.start(
      MultipartUploads.Upload(
        bucket: request.bucket, key: request.key, given: given, started: WallClock.now, checksum: checksum)
    )
    var response = StorageAnswer.xml(
      "InitiateMultipartUploadResult",
      ["Bucket": .text(request.bucket), "Key": .text(request.key), "UploadId": .text(id)])
    ObjectProperties.addEncryption(of: given.properties, to: &response)
    response.fields["x-amz-checksum-algorithm"] = checksum?.empty.algorithm
    response.fields["x-amz-checksum-type"] = checksum?.type
    return response
  }

  func uploadPart(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    let (id, upload) = try uploads.upload(request)
    let number = try ObjectPart.number(request.query["partNumber"] ?? "")
    let isCopy = request.fields["x-amz-copy-source"] != nil
    let (file, given) = isCopy ? (try copiedPart(request), nil) : try receive(request, exchange)
    if !isCopy { try upload.checksum?.check(given) }
    let checksum = try checksum(ofPart: file, given, upload.checksum)
    let part = MultipartUploads.Part(file: file, received: WallClock.now, checksum: checksum)
    uploads.add(part, number: number, of: id)
    guard !isCopy else { return StorageAnswer.xml("CopyPartResult", part.copied) }
    var response = HTTPResponse(status: 200, fields: ["ETag": part.etag])
    ObjectProperties.addEncryption(of: upload.given.properties, to: &response)
    if let answered = checksum ?? given { response.fields.add(answered.name, answered.value) }
    return response
  }

  /// The one that is kept: what came with it, if the upload wants one.
  private func checksum(
    ofPart file: BucketPart, _ given: HTTPFields.Field?, _ wanted: UploadChecksum?
  ) throws(CloudError) -> HTTPFields.Field? {
    guard let wanted else { return nil }
    if let given { return given }
    return try checksum(wanted.empty, of: file)
  }

  private func copiedPart(_ request: StorageRequest) throws(CloudError) -> BucketPart {
    let source = try source(of: request)
    try ObjectProperties.checkReadable(labels.given(source).properties)
    try ObjectConditions.checkCopy(summary(source), request.fields)
    let range = try ByteRange.of(request.fields["x-amz-copy-source-range"], size: source.size) ?? 0..<source.size
    return try CloudError.wrap { () throws(SQLError) in
      let file = try buckets.makeFile()
      try file.append(range, of: try source.open())
      return try file.finish()
    }
  }

  func completeUpload(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    let (id, upload) = try uploads.upload(request)
    let wanted = try PartList(try wholeBody(request, exchange, hasChecksums: false)).parts
    try check(wanted, upload)
    try upload.checksum?.check(request.fields)
    try ObjectConditions.checkWrite(try find(request).map(summary), key: request.key, request.fields)
    let parts = wanted.compactMap { upload.parts[$0.number] }
    let file = try joined(parts)
    let checksum = try checksum(of: file, parts, upload.checksum)
    try check(file, checksum, request.fields)
    var given = upload.given
    given.checksum = checksum
    given.parts = parts.map { CompletedPart(size: $0.file.size, checksum: $0.shownChecksum) }
    let digests = parts.flatMap(\.file.md5)
    let etag = "\"\(Digest.hex(digests.withUnsafeBytes(Digest.md5)))-\(parts.count)\""
    try keep(file, request, etag: etag, given)
    uploads.end(id)
    let members: [CloudValue.Member] = [
      .init("Location", .text("/\(request.bucket)/\(request.key)")), .init("Bucket", .text(request.bucket)),
      .init("Key", .text(request.key)), .init("ETag", .text(etag)),
    ]
    var response = StorageAnswer.xml(
      "CompleteMultipartUploadResult", .structure(members + BodyChecksum.members(of: checksum)))
    ObjectProperties.addEncryption(of: given.properties, to: &response)
    return response
  }

  private func joined(_ parts: [MultipartUploads.Part]) throws(CloudError) -> BucketPart {
    try CloudError.wrap { () throws(SQLError) in
      let file = try buckets.makeFile()
      for part in parts { try file.append(0..<part.file.size, of: try part.file.open()) }
      return try file.finish()
    }
  }

  private func checksum(
    of file: BucketPart, _ parts: [MultipartUploads.Part], _ wanted: UploadChecksum?
  ) throws(CloudError) -> HTTPFields.Field? {
    guard let wanted else { return nil }
    return wanted.isComposite ? wanted.composite(parts) : try checksum(wanted.empty, of: file)
  }

  /// Whether the whole is what the request says of it. Errors: `InvalidRequest`, `BadDigest`.
  private func check(
    _ file: BucketPart, _ checksum: HTTPFields.Field?, _ fields: HTTPFields
  ) throws(CloudError) {
    if let size = fields["x-amz-mp-object-size"], Int(size) != file.size {
      throw CloudError(
        "InvalidRequest",
        "The provided 'x-amz-mp-object-size' header value \(size) does not match what was computed: \(file.size)")
    }
    guard let checksum, let given = fields[checksum.name], given != checksum.value else { return }
    throw CloudError("BadDigest", "The \(checksum.name) you specified did not match the calculated checksum.")
  }

  /// Errors: `MalformedXML` for no parts, `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`,
  /// `InvalidRequest`.
  private func check(_ wanted: [PartList.Part], _ upload: MultipartUploads.Upload) throws(CloudError) {
    guard !wanted.isEmpty else { throw .malformedXML }
    for (index, part) in wanted.enumerated() {
      guard let known = upload.parts[part.number], known.isSame(as: part) else {
        throw CloudError(
          "InvalidPart",
          "One or more of the specified parts could not be found. "
            + "The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
          details: ["PartNumber": String(part.number), "ETag": part.etag])
      }
      guard index == 0 || wanted[index - 1].number < part.number else {
        throw CloudError("InvalidPartOrder", "The list of parts was not in ascending order.")
      }
      try upload.checksum?.check(part)
      guard index == wanted.count - 1 || known.file.size >= Self.leastPart else {
        throw CloudError(
          "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
          details: [
            "ProposedSize": String(known.file.size), "MinSizeAllowed": String(Self.leastPart),
            "PartNumber": String(part.number), "ETag": known.etag,
          ])
      }
    }
  }

  func abortUpload(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    uploads.end(try uploads.upload(request).id)
    return HTTPResponse(status: 204)
  }
}
