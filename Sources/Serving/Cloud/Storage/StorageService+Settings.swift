import CloudAPI
import HTTP
import ObjectStore

/// The configuration of buckets and objects: read, written, deleted.
extension StorageService {
  func setting(
    _ setting: StorageSetting, _ request: StorageRequest, _ exchange: HTTPExchange
  ) throws(CloudError) -> HTTPResponse {
    let object = try object(of: request)
    guard object == nil || setting.isForObjects else { throw .methodNotAllowed(request.method) }
    switch request.method {
    case "GET":
      let document = object.map { labels.document(setting, of: $0) } ?? settings.document(setting, of: request.bucket)
      guard let document else { return try setting.initial(isObject: object != nil, bucket: request.bucket) }
      return HTTPResponse(status: 200, fields: ["Content-Type": setting.contentType], body: document)
    case "PUT":
      let body = try wholeBody(request, exchange)
      let given = body.isEmpty ? try setting.document(of: request.fields) ?? [] : body
      let document = try setting.kept(given, ofObject: object != nil, in: request.bucket)
      keep(setting, document, object, request)
      return HTTPResponse(status: setting == .policy || setting == .tagging && object == nil ? 204 : 200)
    case "DELETE":
      keep(setting, nil, object, request)
      return HTTPResponse(status: 204)
    default: throw .methodNotAllowed(request.method)
    }
  }

  /// nil where the request is about a bucket. Errors: `NoSuchBucket`, `NoSuchKey`.
  private func object(of request: StorageRequest) throws(CloudError) -> BucketObject? {
    guard !request.key.isEmpty else {
      try requireBucket(request)
      return nil
    }
    guard let object = try find(request) else { throw .noSuchKey(request.key) }
    return object
  }

  private func keep(
    _ setting: StorageSetting, _ document: [UInt8]?, _ object: BucketObject?, _ request: StorageRequest
  ) {
    if let object {
      labels.set(setting, of: object, document)
    } else {
      settings.set(setting, of: request.bucket, document)
    }
  }
}
