import CloudAPI
import HTTP

/// What an object is without its bytes (S3 API reference, GetObjectAttributes).
extension StorageService {
  func attributes(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    guard let object = try find(request) else { throw .noSuchKey(request.key) }
    let attributes = try ObjectAttributes(request.fields)
    let (summary, given) = labels.shown(object)
    return attributes.response(summary, checksum: BodyChecksum.members(of: given.checksum), parts: given.parts)
  }
}
