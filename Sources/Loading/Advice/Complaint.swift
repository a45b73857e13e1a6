import Formats
import SQLTypes

/// A record that COPY refuses, with its bytes: what advice is sought for.
struct Complaint: Sendable {
  /// The field at fault, with its escapes resolved.
  struct Field: Sendable {
    /// Of its text the first `Complaint.keptBytes`.
    var text: [UInt8]
    /// All bytes of its text.
    var count: Int
    var kind: FieldSlice.Kind
  }

  static let keptBytes = 1 << 16

  /// The file, by its index in the list, and where in it, or in what it decompresses to, the record starts.
  var object: Int
  var offset: Int
  var code: Int
  var reason: String
  /// In the table; nil where the record as a whole is at fault.
  var column: Int?
  /// The first `keptBytes` of the record.
  var record: [UInt8]
  var isCut: Bool
  var field: Field?

  init(
    object: Int, offset: Int, code: Int, reason: String, column: Int? = nil, record: UnsafeRawBufferPointer,
    field: Field? = nil
  ) {
    (self.object, self.offset, self.code, self.reason) = (object, offset, code, reason)
    (self.column, self.field) = (column, field)
    self.record = Array(record.prefix(Self.keptBytes))
    isCut = record.count > Self.keptBytes
  }

  /// Which rule is broken, and where: the same for all values that break it.
  var key: String { Self.key(code, reason, column) }

  static func key(_ code: Int, _ reason: String, _ column: Int?) -> String {
    "\(code) \(LoadAdvice.rule(of: reason)) \(column ?? -1)"
  }
}

extension Complaint.Field {
  /// nil for a field without bytes, or one whose text cannot be read.
  init?(_ field: FieldSlice, _ window: UnsafeRawBufferPointer, _ reader: FieldReader) {
    switch field.kind {
    case .missing, .null, .absent, .indexOutOfRange, .notAnObject: return nil
    default: break
    }
    let raw = FieldReader.raw(field, window)
    // A number as the file has it, not as it is printed anew; text even where NULL AS would take it.
    let bytes = field.kind == .number ? raw : ((try? reader.text(field, window)) ?? nil) ?? raw
    text = Array(bytes.prefix(Complaint.keptBytes))
    count = bytes.count
    kind = field.kind
  }
}
