import CloudAPI
import HTTP
import SQLTypes

/// The checksum that an upload was begun with (S3 user guide, checking object integrity for multipart uploads).
///
/// ```
/// COMPOSITE      IB8tRA==-2     of its two parts' checksums
/// FULL_OBJECT    7bPVZQ==       of all bytes
/// ```
struct UploadChecksum: Sendable {
  /// Of no bytes.
  let empty: BodyChecksum
  let isComposite: Bool

  var type: String { isComposite ? "COMPOSITE" : "FULL_OBJECT" }

  /// nil where none is chosen. Errors: `InvalidRequest`.
  init?(_ fields: HTTPFields) throws(CloudError) {
    let type = fields["x-amz-checksum-type"]
    guard let name = fields["x-amz-checksum-algorithm"] else {
      guard type == nil else {
        throw Self.invalid(
          "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.")
      }
      return nil
    }
    guard let checksum = BodyChecksum(algorithm: name) else {
      throw Self.invalid("Checksum algorithm provided is unsupported.")
    }
    let isWholeOnly = checksum.algorithm == "CRC64NVME"
    empty = checksum
    isComposite = type.map { $0 == "COMPOSITE" } ?? !isWholeOnly
    guard isComposite ? !isWholeOnly : type ?? "FULL_OBJECT" == "FULL_OBJECT" && checksum.isCyclic else {
      throw Self.invalid("The \(type ?? "") checksum type cannot be used with the \(name) checksum algorithm.")
    }
  }

  /// `given`: what came with a part. Errors: `InvalidRequest` for another algorithm's, and for none where the whole's is
  /// made of them.
  func check(_ given: HTTPFields.Field?) throws(CloudError) {
    guard given?.name != empty.name, given != nil || isComposite else { return }
    let actual = given.flatMap { BodyChecksum(field: $0.name)?.algorithm.lowercased() } ?? "null"
    throw Self.invalid(
      "Checksum Type mismatch occurred, expected checksum Type: \(empty.algorithm.lowercased()), "
        + "actual checksum Type: \(actual)")
  }

  /// Errors: `InvalidRequest` for the other type.
  func check(_ fields: HTTPFields) throws(CloudError) {
    guard let type = fields["x-amz-checksum-type"], type != self.type else { return }
    throw Self.invalid(
      "The upload was created using the \(self.type) checksum mode. The complete request must use the same checksum mode."
    )
  }

  /// Errors: `InvalidRequest` for a part whose checksum the list has to tell and does not.
  func check(_ part: PartList.Part) throws(CloudError) {
    guard isComposite, part.checksums[empty.algorithm] == nil else { return }
    throw Self.invalid(
      "The upload was created using a \(empty.algorithm.lowercased()) checksum. The complete request must include the "
        + "checksum for each part. It was missing for part \(part.number) in the request.")
  }

  /// Of parts in their order.
  func composite(_ parts: [MultipartUploads.Part]) -> HTTPFields.Field {
    var whole = empty
    for part in parts { whole.append(Base64.bytes(part.checksum?.value ?? "") ?? []) }
    return HTTPFields.Field(empty.name, "\(Base64.text(whole.bytes))-\(parts.count)")
  }

  private static func invalid(_ message: String) -> CloudError { CloudError("InvalidRequest", message) }
}
