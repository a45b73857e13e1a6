import CloudAPI
import HTTP

/// Uploads that were begun, and their parts.
extension StorageService {
  func listParts(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    let (id, upload) = try uploads.upload(request)
    let marker = try request.number("part-number-marker") ?? 0
    let parts = upload.parts.sorted { $0.key < $1.key }
    let page = try StoragePage(parts, request, most: "max-parts") { $0.key <= marker }
    var members: [CloudValue.Member] = [
      .init("Bucket", .text(request.bucket)), .init("Key", .text(request.key)), .init("UploadId", .text(id)),
      .init("StorageClass", .text(upload.storageClass)), .init("PartNumberMarker", .integer(Int64(marker))),
      .init("MaxParts", .integer(Int64(page.most))), .init("IsTruncated", .boolean(page.isCut)),
    ]
    members += upload.checksum.map(Self.members) ?? []
    members.append(.init("NextPartNumberMarker", .integer(Int64(page.elements.last?.key ?? 0))))
    for (number, part) in page.elements {
      let content: [CloudValue.Member] = [
        .init("PartNumber", .integer(Int64(number))), .init("LastModified", .time(part.received)),
        .init("ETag", .text(part.etag)), .init("Size", .integer(Int64(part.file.size))),
      ]
      members.append(.init("Part", .structure(content + [part.shownChecksum].compactMap { $0 })))
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
      let content: [CloudValue.Member] = [
        .init("Key", .text(upload.key)), .init("UploadId", .text(id)),
        .init("StorageClass", .text(upload.storageClass)),
        .init("Initiated", .time(upload.started)),
      ]
      members.append(.init("Upload", .structure(content + (upload.checksum.map(Self.members) ?? []))))
    }
    return StorageAnswer.xml("ListMultipartUploadsResult", .structure(members))
  }

  private static func members(_ checksum: UploadChecksum) -> [CloudValue.Member] {
    [.init("ChecksumAlgorithm", .text(checksum.empty.algorithm)), .init("ChecksumType", .text(checksum.type))]
  }
}
