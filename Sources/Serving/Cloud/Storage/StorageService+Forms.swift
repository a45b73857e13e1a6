import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import System

/// Objects that come in forms (S3 API reference, POST Object), as `generate_presigned_post` prepares them.
extension StorageService {
  func post(_ request: StorageRequest, _ exchange: HTTPExchange) throws(CloudError) -> HTTPResponse {
    try requireBucket(request)
    guard var form = UploadForm(contentType: request.fields["Content-Type"] ?? "") else {
      let condition = "Bucket POST must be of the enclosure-type multipart/form-data"
      throw CloudError(
        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", status: 412,
        details: ["Condition": condition])
    }
    let start = try readFields(&form, exchange)
    let sizes = try check(form.fields, bucket: request.bucket)
    var request = request
    request.key = try key(of: form)
    let given = try given(form.fields, bucket: request.bucket)
    let file = try receive(&form, start, sizes, exchange)
    let etag = "\"\(Digest.hex(file.md5))\""
    try keep(file, request, etag: etag, given)
    return FormAnswer.response(form.fields, bucket: request.bucket, key: request.key, etag: etag)
  }

  /// Reads as far as the file, and gives what has come of it.
  private func readFields(_ form: inout UploadForm, _ exchange: HTTPExchange) throws(CloudError) -> [UInt8] {
    while let part = try nextPart(exchange) {
      let data = try form.data(of: part)
      if form.hasFile { return data }
    }
    throw CloudError("InvalidArgument", "POST requires exactly one file upload per request.")
  }

  /// How long the file may be; nil for any length. Errors: `AccessDenied`, those of `UploadPolicy` and of signatures.
  private func check(_ fields: HTTPFields, bucket: String) throws(CloudError) -> ClosedRange<Int>? {
    guard let text = fields["policy"] else {
      if checksSignatures { throw CloudError(ofStorage: .unsigned) }
      return nil
    }
    if checksSignatures { try checkSignature(of: text, fields) }
    let policy = try UploadPolicy(text)
    try policy.check(fields, bucket: bucket, at: WallClock.now)
    return policy.sizes
  }

  private func checkSignature(of policy: String, _ fields: HTTPFields) throws(CloudError) {
    guard fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256" else {
      throw CloudError(
        "InvalidRequest",
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")
    }
    do throws(SignatureError) {
      try SignatureV4.verify(
        policy: policy, credential: fields["x-amz-credential"] ?? "", signature: fields["x-amz-signature"] ?? ""
      ) { keys[$0] }
    } catch { throw CloudError(ofStorage: error) }
  }

  /// Errors: `InvalidArgument`.
  private func key(of form: UploadForm) throws(CloudError) -> String {
    guard let key = form.fields["key"], !key.isEmpty else {
      throw CloudError(
        "InvalidArgument",
        "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.",
        details: ["ArgumentName": "key", "ArgumentValue": ""])
    }
    guard let place = key.firstRange(of: "${filename}") else { return key }
    return key[..<place.lowerBound] + form.fileName + key[place.upperBound...]
  }

  /// What the form says of the object: its fields are those of a PUT, but for two that have names of their own.
  private func given(_ fields: HTTPFields, bucket: String) throws(CloudError) -> ObjectLabels.Given {
    var fields = fields
    if let name = fields["acl"] { fields["x-amz-acl"] = name }
    var given = try given(fields, ofBucket: bucket)
    if let document = fields["tagging"].map({ Array($0.utf8) }) {
      try StorageSetting.tagging.check(document, ofObject: true, in: bucket)
      given.settings[.tagging] = document
    }
    return given
  }

  /// Errors: `IncompleteBody`, `EntityTooLarge`, `EntityTooSmall`.
  private func receive(
    _ form: inout UploadForm, _ start: [UInt8], _ sizes: ClosedRange<Int>?, _ exchange: HTTPExchange
  ) throws(CloudError) -> BucketPart {
    let file = try CloudError.wrap { () throws(SQLError) in
      let file = try buckets.makeFile()
      try file.append(start)
      return file
    }
    while let part = try nextPart(exchange) {
      let data = try form.data(of: part)
      try CloudError.wrap { () throws(SQLError) in try file.append(data) }
      if let most = sizes?.upperBound, file.size > most { break }
    }
    if let sizes { try Self.check(file.size, sizes) }
    guard form.isComplete else { throw Self.incomplete }
    return try CloudError.wrap { () throws(SQLError) in try file.finish() }
  }

  private static func check(_ size: Int, _ sizes: ClosedRange<Int>) throws(CloudError) {
    if size > sizes.upperBound {
      throw CloudError(
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
        details: ["ProposedSize": String(size), "MaxSizeAllowed": String(sizes.upperBound)])
    }
    if size < sizes.lowerBound {
      throw CloudError(
        "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
        details: ["ProposedSize": String(size), "MinSizeAllowed": String(sizes.lowerBound)])
    }
  }
}
