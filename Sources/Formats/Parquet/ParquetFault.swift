/// Why a Parquet file cannot be read: it is damaged, or uses something that is not built.
package struct ParquetFault: Error, Hashable, Sendable {
  package let reason: String
  /// Of the file's byte, or that of the page in which it was found; nil where there is none to name.
  package private(set) var offset: Int?
  /// The path of the column that was read.
  package private(set) var column: String?
  /// The file may be whole: this reader has no such codec or encoding.
  package let isUnsupported: Bool

  init(_ reason: String, at offset: Int? = nil) {
    self.reason = reason
    self.offset = offset
    isUnsupported = false
  }

  private init(unsupported what: String) {
    reason = what
    isUnsupported = true
  }

  package static func unsupported(_ what: String) -> ParquetFault { ParquetFault(unsupported: what) }

  /// For codecs that are somebody else's.
  package static func damaged(_ reason: String) -> ParquetFault { ParquetFault(reason) }

  /// The same with what is known where it is caught.
  func located(_ column: String, page: Int?) -> ParquetFault {
    var fault = self
    fault.column = fault.column ?? column
    fault.offset = fault.offset ?? page
    return fault
  }

  /// As a sentence on "it", without the file: `column "a", byte 4: …`.
  package var text: String {
    let places = [column.map { "column \"\($0)\"" }, offset.map { "byte \($0)" }].compactMap { $0 }
    return places.isEmpty ? reason : "\(places.joined(separator: ", ")): \(reason)"
  }
}
