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
  var fault: RowFault
  /// In the table; nil where the record as a whole is at fault.
  var column: Int?
  /// The first `keptBytes` of the record.
  var record: [UInt8]
  var isCut: Bool
  var field: Field?

  init(
    object: Int, offset: Int, fault: RowFault, column: Int? = nil, record: UnsafeRawBufferPointer,
    field: Field? = nil
  ) {
    (self.object, self.offset, self.fault) = (object, offset, fault)
    (self.column, self.field) = (column, field)
    self.record = Array(record.prefix(Self.keptBytes))
    isCut = record.count > Self.keptBytes
  }

  var code: Int { fault.code }

  /// Which rule is broken, and where: the same for all values that break it, and for types that say it in the same
  /// words. `rules`: those it was read with.
  func key(_ rules: ConversionRules) -> String { Self.key(fault, column, rules) }

  static func key(_ fault: RowFault, _ column: Int?, _ rules: ConversionRules) -> String {
    "\(fault.code) \(LoadAdvice.rule(of: fault.text(rules))) \(column ?? -1)"
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
