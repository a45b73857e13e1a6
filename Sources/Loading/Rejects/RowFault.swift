import Formats
import ObjectStore

/// Why a record did not become a row (copy.md 8.1), as facts: words are made of them when somebody reads the row.
enum RowFault: Hashable, BitwiseCopyable, Sendable {
  case field(FieldFault)
  case record(RecordReason)
  case encoding(EncodingMismatch)

  /// Of `stl_load_errors`.
  var code: Int {
    switch self {
    case .field(let fault): fault.code
    case .record(let reason): reason.code
    case .encoding: 1221
    }
  }

  /// As `err_reason` of `stl_load_errors` has it. `rules`: the COPY's.
  func text(_ rules: ConversionRules) -> String {
    switch self {
    case .field(let fault): fault.text(rules)
    case .record(let reason): reason.text
    case .encoding(let mismatch): mismatch.text
    }
  }

  /// The same for all rows that break the rule.
  var rule: RowFault {
    switch self {
    case .field(let fault): .field(fault.rule)
    case .record(let reason): .record(reason.rule)
    case .encoding: self
    }
  }
}
