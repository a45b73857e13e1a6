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
    let id = uploads.start(
      MultipartUploads.Upload(
        bucket: request.bucket, key: request.key, given: try given(request),
        started: WallClock.now))
    return StorageAnswer.xml(
      "InitiateMultipartUploadResult",
      ["Bucket": .text(request.bucket), "Key": .text(request.key), "UploadId": .text(id)])
  }

  func uploadPart(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    let id = try uploads.upload(request).id
    guard let number = request.query["partNumber"].flatMap({ Int($0) }), 1...10_000 ~= number else {
      throw CloudError("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")
    }
    let isCopy = request.fields["x-amz-copy-source"] != nil
    let file = isCopy ? try copiedPart(request) : try receive(request, exchange).file
    let part = MultipartUploads.Part(file: file, received: WallClock.now)
    uploads.add(part, number: number, of: id)
    guard isCopy else { return HTTPResponse(status: 200, fields: ["ETag": part.etag]) }
    return StorageAnswer.xml(
      "CopyPartResult", ["LastModified": .time(part.received), "ETag": .text(part.etag)])
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
    let wanted = try PartList(try wholeBody(request, exchange)).parts
    try check(wanted, upload)
    try ObjectConditions.checkWrite(try find(request).map(summary), key: request.key, request.fields)
    let file = try CloudError.wrap { () throws(SQLError) in
      let file = try buckets.makeFile()
      for part in wanted.compactMap({ upload.parts[$0.number]?.file }) {
        try file.append(0..<part.size, of: try part.open())
      }
      return try file.finish()
    }
    var given = upload.given
    given.parts = wanted.compactMap { upload.parts[$0.number]?.file.size }
    let digests = wanted.flatMap { upload.parts[$0.number]?.file.md5 ?? [] }
    let etag = "\"\(Digest.hex(digests.withUnsafeBytes(Digest.md5)))-\(wanted.count)\""
    try keep(file, request, etag: etag, given)
    uploads.end(id)
    return StorageAnswer.xml(
      "CompleteMultipartUploadResult",
      [
        "Location": .text("/\(request.bucket)/\(request.key)"), "Bucket": .text(request.bucket),
        "Key": .text(request.key), "ETag": .text(etag),
      ])
  }

  /// Errors: `MalformedXML` for no parts, `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`.
  private func check(_ wanted: [PartList.Part], _ upload: MultipartUploads.Upload) throws(CloudError) {
    guard !wanted.isEmpty else { throw .malformedXML }
    for (index, part) in wanted.enumerated() {
      guard let known = upload.parts[part.number], part.etag.isEmpty || known.etag == part.etag else {
        throw CloudError(
          "InvalidPart",
          "One or more of the specified parts could not be found. "
            + "The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
          details: ["PartNumber": String(part.number), "ETag": part.etag])
      }
      guard index == 0 || wanted[index - 1].number < part.number else {
        throw CloudError("InvalidPartOrder", "The list of parts was not in ascending order.")
      }
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

  func listParts(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    let (id, upload) = try uploads.upload(request)
    let marker = request.query["part-number-marker"].flatMap { Int($0) } ?? 0
    let parts = upload.parts.sorted { $0.key < $1.key }
    let page = try StoragePage(parts, request, most: "max-parts") { $0.key <= marker }
    var members: [CloudValue.Member] = [
      .init("Bucket", .text(request.bucket)), .init("Key", .text(request.key)), .init("UploadId", .text(id)),
      .init("StorageClass", "STANDARD"), .init("PartNumberMarker", .integer(Int64(marker))),
      .init("MaxParts", .integer(Int64(page.most))), .init("IsTruncated", .boolean(page.isCut)),
    ]
    if page.isCut, let last = page.elements.last {
      members.append(.init("NextPartNumberMarker", .integer(Int64(last.key))))
    }
    for (number, part) in page.elements {
      members.append(
        .init(
          "Part",
          [
            "PartNumber": .integer(Int64(number)), "LastModified": .time(part.received), "ETag": .text(part.etag),
            "Size": .integer(Int64(part.file.size)),
          ]))
    }
    return StorageAnswer.xml("ListPartsResult", .structure(members))
  }

  func listUploads(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    let prefix = request.query["prefix"] ?? ""
    let marker = (key: request.query["key-marker"] ?? "", id: request.query["upload-id-marker"])
    let all = uploads.all.filter { $0.upload.bucket == request.bucket && $0.upload.key.hasPrefix(prefix) }
    // Without an upload's id the marker stands behind all uploads of its key.
    let page = try StoragePage(all, request, most: "max-uploads") { id, upload in
      upload.key < marker.key || upload.key == marker.key && marker.id.map { id <= $0 } ?? true
    }
    var members: [CloudValue.Member] = [
      .init("Bucket", .text(request.bucket)), .init("Prefix", .text(prefix)), .init("KeyMarker", .text(marker.key)),
      .init("MaxUploads", .integer(Int64(page.most))), .init("IsTruncated", .boolean(page.isCut)),
    ]
    if page.isCut, let last = page.elements.last {
      members.append(.init("NextKeyMarker", .text(last.upload.key)))
      members.append(.init("NextUploadIdMarker", .text(last.id)))
    }
    for (id, upload) in page.elements {
      members.append(
        .init(
          "Upload",
          [
            "Key": .text(upload.key), "UploadId": .text(id), "StorageClass": "STANDARD",
            "Initiated": .time(upload.started),
          ]))
    }
    return StorageAnswer.xml("ListMultipartUploadsResult", .structure(members))
  }
}
