import HTTP

/// Takes the form apart with which a browser uploads an object (S3 API reference, POST Object):
///
/// ```
/// --B\r\nContent-Disposition: form-data; name="key"\r\n\r\na.txt\r\n--B\r\n…; name="file"; filename="x"\r\n\r\ndata\r\n--B--
/// ```
///
/// The file is the last part of it; what follows is passed over.
package struct UploadForm {
  private enum State {
    case boundary, head
    case value(String)
    case file, end
  }

  /// Of the parts in front of the file: heads and values together.
  private static let longestFields = 64 << 10

  /// What stands in front of the file.
  package private(set) var fields = HTTPFields()
  /// Which `${filename}` in a key stands for.
  package private(set) var fileName = ""
  private var state = State.boundary
  private var buffer = Array("\r\n".utf8)
  /// What stood in front of the delimiter that ended the file.
  private var file: [UInt8] = []
  private let delimiter: [UInt8]

  /// nil for a body of another type.
  package init?(contentType: String) {
    guard contentType.hasPrefix("multipart/form-data"), let start = contentType.firstRange(of: "boundary=") else {
      return nil
    }
    let boundary = contentType[start.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    guard !boundary.isEmpty else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Whether the fields have come, and the file has begun.
  package var hasFile: Bool {
    switch state {
    case .file, .end: true
    default: false
    }
  }

  /// Whether the file has ended.
  package var isComplete: Bool { if case .end = state { true } else { false } }

  /// The bytes of the file among more of the body. Errors: `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`.
  package mutating func data(of bytes: [UInt8]) throws(CloudError) -> [UInt8] {
    buffer += bytes
    while try advance() {}
    guard !isComplete else {
      defer { (buffer, file) = ([], []) }
      return file
    }
    guard hasFile else {
      guard buffer.count <= Self.longestFields else { throw Self.tooLong }
      return []
    }
    // A delimiter may have begun.
    let count = max(0, buffer.count - delimiter.count)
    defer { buffer.removeFirst(count) }
    return Array(buffer[..<count])
  }
}

extension UploadForm {
  /// Goes on to the next state; false where more bytes are needed.
  private mutating func advance() throws(CloudError) -> Bool {
    switch state {
    case .boundary:
      guard let end = place(of: delimiter), buffer.count >= end + 2 else { return false }
      // Of the last part it is followed by two hyphens.
      guard buffer[end..<end + 2].elementsEqual("\r\n".utf8) else { throw Self.malformed }
      buffer.removeFirst(end + 2)
      state = .head
    case .head:
      guard let end = place(of: Array("\r\n\r\n".utf8)) else { return false }
      try readHead(buffer[..<(end - 4)])
      buffer.removeFirst(end)
    case .value(let name):
      guard let end = place(of: delimiter) else { return false }
      fields.add(name, String(decoding: buffer[..<(end - delimiter.count)], as: UTF8.self))
      guard fields.fields.count <= 200 else { throw Self.tooLong }
      buffer.removeFirst(end - delimiter.count)
      state = .boundary
    case .file:
      guard let end = place(of: delimiter) else { return false }
      file = Array(buffer[..<(end - delimiter.count)])
      state = .end
    case .end: return false
    }
    return true
  }

  private mutating func readHead(_ head: ArraySlice<UInt8>) throws(CloudError) {
    var lines = HTTPFields()
    for line in head.split(separator: 0x0a) { lines.add(line: line) }
    let disposition = lines["Content-Disposition"] ?? ""
    guard let name = Self.parameter("name", of: disposition) else { throw Self.malformed }
    guard name == "file" else {
      state = .value(name)
      return
    }
    fileName = Self.parameter("filename", of: disposition) ?? ""
    state = .file
  }

  /// `form-data; name="key"`: `key`.
  private static func parameter(_ name: String, of disposition: String) -> String? {
    guard let start = disposition.firstRange(of: "; \(name)=\"") else { return nil }
    return String(disposition[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Behind the first of the buffer's bytes that are the sought ones.
  private func place(of sought: [UInt8]) -> Int? {
    var offset = 0
    while let start = buffer[offset...].firstIndex(of: sought[0]) {
      let end = start + sought.count
      guard end <= buffer.count else { return nil }
      if buffer[start..<end] == sought[...] { return end }
      offset = start + 1
    }
    return nil
  }

  private static let malformed = CloudError(
    "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.")
  private static let tooLong = CloudError(
    "MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large.")
}
