import HTTP

/// What S3's other answers say.
package enum S3Answer {
  /// The name that CreateMultipartUpload gives an upload. Throws the refusal, or that the answer is unreadable.
  package static func upload(_ response: HTTPResponse) throws(S3Error) -> String {
    var upload = ""
    try response.readElements("InitiateMultipartUploadResult") { reader in
      if reader.depth == 2, reader.isAt("UploadId") { upload = reader.text }
    }
    guard !upload.isEmpty else { throw .unreadable("an upload without a name") }
    return upload
  }

  /// The ETag of an object put together from parts. Status 200 may come with an error.
  @discardableResult
  package static func completed(_ response: HTTPResponse) throws(S3Error) -> String? {
    var etag: String?
    try response.readElements("CompleteMultipartUploadResult") { reader in
      if reader.depth == 2, reader.isAt("ETag") { etag = ETag.quoted(reader.text) }
    }
    return etag
  }

  /// The ETag of a part or an object that was put. A part without one cannot be completed. Throws the refusal.
  package static func stored(_ response: HTTPResponse) throws(S3Error) -> String? {
    guard response.isSuccess else { throw S3Error(response) }
    return response.fields["etag"].map(ETag.quoted)
  }

  /// The keys that DeleteObjects could not delete, and why. Throws the refusal, or that the answer is unreadable.
  package static func undeleted(_ response: HTTPResponse) throws(S3Error) -> [(key: String, failure: S3Error)] {
    var found: [(key: String, failure: S3Error)] = []
    var key = ""
    var failure = S3Error(status: response.status, code: "InternalError", message: "")
    try response.readElements("DeleteResult") { reader in
      if reader.depth == 3, reader.isWithin("Error") {
        if reader.isAt("Key") { key = reader.text }
        if reader.isAt("Code") { failure.code = reader.text }
        if reader.isAt("Message") { failure.message = reader.text }
      } else if reader.depth == 2, reader.isAt("Error") {
        found.append((key, failure))
      }
    }
    return found
  }

  /// The whole size of an object, whether all of it was answered or a range.
  package static func size(_ response: HTTPResponse) -> Int? {
    if let range = response.fields["content-range"] { return ContentRange(range)?.size }
    return response.fields["content-length"].flatMap { Int($0) }
  }
}
