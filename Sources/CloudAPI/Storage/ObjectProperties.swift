import HTTP

/// How an object is kept, by the fields it was written with: its storage class and its encryption, which are told and
/// change nothing (S3 API reference, PutObject). A copy has those of its own request.
package enum ObjectProperties {
  private static let names = [
    storageClass, encryption, "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-bucket-key-enabled", "x-amz-website-redirect-location",
  ]
  private static let storageClass = "x-amz-storage-class"
  private static let encryption = "x-amz-server-side-encryption"

  private static let classes: Set<String> = [
    "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE",
    "GLACIER_IR",
  ]

  /// `usual`: the bucket's encryption, for a request that names none. Errors: `InvalidStorageClass`,
  /// `InvalidArgument`, `NotImplemented`.
  package static func of(_ fields: HTTPFields, usual: HTTPFields) throws(CloudError) -> HTTPFields {
    try refuseUnbuilt(fields)
    var properties = HTTPFields()
    for name in names {
      if let value = fields[name] ?? (fields[encryption] == nil ? usual[name] : nil) { properties.add(name, value) }
    }
    if let name = properties[storageClass] {
      guard classes.contains(name) else {
        throw CloudError(
          "InvalidStorageClass", "The storage class you specified is not valid",
          details: ["StorageClassRequested": name])
      }
      // Which is not told.
      if name == "STANDARD" { properties[storageClass] = nil }
    }
    guard ["AES256", "aws:kms", "aws:kms:dsse"].contains(properties[encryption]) else {
      throw CloudError(
        "InvalidArgument", "The encryption method specified is not supported",
        details: ["ArgumentName": encryption, "ArgumentValue": properties[encryption] ?? ""])
    }
    return properties
  }

  /// Errors: `NotImplemented` for keys of the client's own and for locks.
  private static func refuseUnbuilt(_ fields: HTTPFields) throws(CloudError) {
    let unbuilt = ["x-amz-server-side-encryption-customer-", "x-amz-object-lock-"]
    for field in fields.fields {
      let name = field.name.lowercased()
      guard !unbuilt.contains(where: name.hasPrefix) else {
        throw CloudError("NotImplemented", "The header \(name) is not supported yet.", status: 501)
      }
    }
  }

  /// As lists show it.
  package static func storageClass(of properties: HTTPFields) -> String { properties[storageClass] ?? "STANDARD" }

  /// Tells in an answer how an object is encrypted.
  package static func addEncryption(of properties: HTTPFields, to response: inout HTTPResponse) {
    for field in properties.fields where field.name.hasPrefix(encryption) {
      response.fields.add(field.name, field.value)
    }
  }

  /// Errors: `InvalidObjectState` for what lies in an archive.
  package static func checkReadable(_ properties: HTTPFields) throws(CloudError) {
    let name = storageClass(of: properties)
    guard name == "GLACIER" || name == "DEEP_ARCHIVE" else { return }
    throw CloudError(
      "InvalidObjectState", "The operation is not valid for the object's storage class", status: 403,
      details: ["StorageClass": name])
  }

  /// What a bucket's document of its encryption says of objects whose requests name none; without one, S3's own keys.
  package static func usual(_ document: [UInt8]?) -> HTTPFields {
    var fields: HTTPFields = [encryption: "AES256"]
    guard let document, var reader = try? XMLReader(document) else { return fields }
    while (try? reader.advance()) == true {
      // Neither has white space in it; what stands around it is the document's.
      let text = reader.text.filter { !$0.isWhitespace }
      if reader.isAt("SSEAlgorithm") { fields[encryption] = text }
      if reader.isAt("KMSMasterKeyID") { fields["\(encryption)-aws-kms-key-id"] = text }
      if reader.isAt("BucketKeyEnabled"), reader.text == "true" { fields["\(encryption)-bucket-key-enabled"] = "true" }
    }
    return fields
  }
}
