import CloudAPI
import HTTP
import ObjectStore
import SQLTypes

/// Objects that are deleted, also where they have to be certain ones (S3 user guide, conditional deletes).
extension StorageService {
  func deleteObject(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    let object = try find(request)
    if request.fields["If-Match"] != nil {
      try ObjectConditions.checkWrite(object.map(summary), key: request.key, request.fields)
    }
    if let object { try remove(object, of: request.bucket) }
    return HTTPResponse(status: 204)
  }

  private func remove(_ object: BucketObject, of bucket: String) throws(CloudError) {
    labels.forget(object)
    try CloudError.wrap { () throws(SQLError) in try buckets.remove(bucket, object.key) }
  }

  func deleteObjects(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    let document = try DeleteList(try wholeBody(request, exchange))
    var members: [CloudValue.Member] = []
    for entry in document.entries {
      do throws(CloudError) {
        try remove(entry, of: request.bucket)
        if !document.isQuiet { members.append(.init("Deleted", ["Key": .text(entry.key)])) }
      } catch {
        members.append(
          .init("Error", ["Key": .text(entry.key), "Code": .text(error.code), "Message": .text(error.message)]))
      }
    }
    return StorageAnswer.xml("DeleteResult", .structure(members))
  }

  /// Errors: `NoSuchVersion`, `NoSuchKey`, `PreconditionFailed`, `InternalError`.
  private func remove(_ entry: DeleteList.Entry, of bucket: String) throws(CloudError) {
    let object = try object(bucket, entry.key, version: entry.version)
    if let etag = entry.etag {
      try ObjectConditions.checkWrite(object.map(summary), key: entry.key, ["If-Match": etag])
    }
    if let object { try remove(object, of: bucket) }
  }
}
