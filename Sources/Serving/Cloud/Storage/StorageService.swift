import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import Synchronization

/// S3 over folders: finds out what a request wants and does it. What needs a decision alone is CloudAPI's; this is the
/// way to the files.
final class StorageService: Sendable {
  let buckets: BucketFolder
  /// Whether signatures mean anything, so that a signed body has to be the one that was signed.
  var checksSignatures: Bool { !keys.isEmpty }
  private let assumedRegion: String?
  let keys: [String: SigningCredentials]
  let uploads = MultipartUploads()
  /// What files cannot say of objects: headers given with them, and digests of their content.
  let labels = ObjectLabels()
  let settings = BucketSettings()

  init(_ buckets: BucketFolder, _ access: CloudEndpoint.Access) {
    self.buckets = buckets
    assumedRegion = access.assumedRegion
    keys = access.keys
  }

  /// Forgets uploads, settings, and buckets that live no longer than the server.
  func reset() {
    uploads.endAll()
    settings.forgetAll()
    buckets.reset()
  }

  /// Errors: what was no request.
  func answer(_ exchange: HTTPExchange) throws(HTTPRequestError) {
    do throws(CloudError) {
      try answer(try StorageRequest(exchange.head), exchange)
    } catch {
      guard !exchange.hasAnswered else { throw HTTPRequestError(500, error.message) }
      exchange.answer(StorageAnswer.error(error, resource: exchange.head.path))
    }
  }

  private func answer(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) {
    switch request.operation {
    case .listBuckets:
      let all = try CloudError.wrap { () throws(SQLError) in try buckets.buckets() }
      let shown = all.map { (name: $0.name, created: $0.created, region: settings.region(of: $0.name)) }
      exchange.answer(try StorageAnswer.buckets(shown, request))
    case .createBucket: exchange.answer(try create(request, exchange))
    case .deleteBucket: exchange.answer(try delete(request))
    case .headBucket: exchange.answer(try head(request))
    case .bucketLocation: exchange.answer(try location(request))
    case .listObjects, .listObjectsV2, .listVersions: exchange.answer(try list(request))
    case .deleteObjects: exchange.answer(try deleteObjects(request, exchange))
    case .postForm: exchange.answer(try post(request, exchange))
    case .getObject, .headObject: try get(request, exchange)
    case .objectAttributes: exchange.answer(try attributes(request))
    case .putObject: exchange.answer(try put(request, exchange))
    case .copyObject: exchange.answer(try copy(request))
    case .deleteObject: exchange.answer(try deleteObject(request))
    case .createUpload: exchange.answer(try createUpload(request))
    case .uploadPart: exchange.answer(try uploadPart(request, exchange))
    case .completeUpload: exchange.answer(try completeUpload(request, exchange))
    case .abortUpload: exchange.answer(try abortUpload(request))
    case .listParts: exchange.answer(try listParts(request))
    case .listUploads: exchange.answer(try listUploads(request))
    case .setting(let name): exchange.answer(try setting(name, request, exchange))
    case .other(let part):
      throw CloudError("NotImplemented", "?\(part) of buckets and objects is not supported yet.", status: 501)
    }
  }

  // MARK: What is there

  /// Errors: `NoSuchBucket`.
  func requireBucket(_ request: StorageRequest) throws(CloudError) {
    guard buckets.hasBucket(request.bucket) else { throw .noSuchBucket(request.bucket) }
  }

  /// nil where there is none. Errors: `NoSuchBucket`, and those of `object`.
  func find(_ request: StorageRequest) throws(CloudError) -> BucketObject? {
    let object = try object(request.bucket, request.key, version: request.query["versionId"])
    if object == nil { try requireBucket(request) }
    return object
  }

  /// Errors: `NoSuchVersion` for any but the one version, whose id is `null`.
  func object(_ bucket: String, _ key: String, version: String?) throws(CloudError) -> BucketObject? {
    if let version, version != "null" { throw .noSuchVersion(version, of: key) }
    return try CloudError.wrap { () throws(SQLError) in try buckets.object(bucket, key) }
  }

  func summary(_ object: BucketObject) -> ObjectSummary { labels.summary(object) }

  /// What a request that writes an object says of it. Errors: those of `ObjectLabels.given`.
  func given(_ request: StorageRequest) throws(CloudError) -> ObjectLabels.Given {
    try given(request.fields, ofBucket: request.bucket)
  }

  func given(_ fields: HTTPFields, ofBucket bucket: String) throws(CloudError) -> ObjectLabels.Given {
    try ObjectLabels.given(fields, usual: ObjectProperties.usual(settings.document(.encryption, of: bucket)))
  }

  // MARK: Buckets

  private func create(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    guard BucketFolder.isName(request.bucket) else {
      throw CloudError(
        "InvalidBucketName", "The specified bucket is not valid.", details: ["BucketName": request.bucket])
    }
    let region = try BucketRegion.of(
      try wholeBody(request, exchange), sentTo: request.region, assumed: assumedRegion)
    if buckets.hasBucket(request.bucket) {
      // S3's own region alone takes a bucket that is there for one that was made.
      guard region == BucketRegion.standard, settings.region(of: request.bucket) == region else {
        throw CloudError(
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.", status: 409,
          details: ["BucketName": request.bucket])
      }
    } else {
      try CloudError.wrap { () throws(SQLError) in try buckets.makeBucket(request.bucket) }
      settings.setRegion(region, of: request.bucket)
    }
    return HTTPResponse(status: 200, fields: ["Location": "/\(request.bucket)"])
  }

  private func delete(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    guard try CloudError.wrap({ () throws(SQLError) in try buckets.removeBucket(request.bucket) }) else {
      throw CloudError(
        "BucketNotEmpty", "The bucket you tried to delete is not empty", status: 409,
        details: ["BucketName": request.bucket])
    }
    settings.forget(request.bucket)
    return HTTPResponse(status: 204)
  }

  private func head(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    return HTTPResponse(status: 200, fields: ["x-amz-bucket-region": settings.region(of: request.bucket)])
  }

  private func location(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    return StorageAnswer.location(settings.region(of: request.bucket))
  }

  private func list(_ request: StorageRequest) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    var list = try ObjectList(request)
    try CloudError.wrap { () throws(SQLError) in
      try buckets.visit(request.bucket, prefix: request.query["prefix"] ?? "", after: list.after) { object in
        list.take(summary(object), key: object.key)
      }
    }
    return list.response
  }
}

extension CloudError {
  /// What the file system said, as S3's own fault.
  static func wrap<Value>(_ body: () throws(SQLError) -> Value) throws(CloudError) -> Value {
    do throws(SQLError) { return try body() } catch {
      if error.state == .invalidParameter { throw CloudError("InvalidArgument", error.message) }
      throw CloudError("InternalError", error.message, status: 500)
    }
  }
}
