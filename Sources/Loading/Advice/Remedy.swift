import Catalogs
import SQLTypes

/// One change that may cure a complaint. Whether it does is tried, so that advice is right or absent: a remedy that
/// loses rows, or that the statement already has, is never told.
struct Remedy {
  /// What is the matter, as a sentence without its point.
  let cause: String
  /// Changes the COPY's clauses.
  var change: (inout CopyOptions) -> Void = { _ in }
  /// Changes the type of the complaint's column, or lets it be NULL.
  var column: ((inout ColumnDefinition) -> Void)?
  /// The whole sentence, where the change does not speak for itself.
  var words: String?
  /// Lines before the records differ from those after: a header may go with it.
  var takesHeader = false
  /// Only the file's first bytes tell, never a record by itself.
  var isOfFile = false

  init(_ cause: String, _ change: @escaping (inout CopyOptions) -> Void) {
    (self.cause, self.change) = (cause, change)
  }

  init(_ cause: String, type: DataType) {
    self.cause = cause
    column = { $0.type = type }
  }

  /// The setting it makes of another. nil where nothing changes, or the clauses do not go together.
  func applied(to setting: CopySetting, _ complaint: Complaint) -> CopySetting? {
    var changed = setting
    change(&changed.options)
    if let position = complaint.column, let column { changed.target = setting.target.changing(position, column) }
    if changed.options.explicitIDs != setting.options.explicitIDs {
      guard let target = setting.target.withIdentities else { return nil }
      changed.target = target
    }
    guard changed.options != setting.options || changed.target.table != setting.target.table else { return nil }
    return changed
  }

  /// What is the matter and what to do about it.
  func text(_ before: CopySetting, _ after: CopySetting, _ complaint: Complaint) -> String {
    if let words { return "\(cause): \(words)." }
    var steps: [String] = []
    if column != nil, let position = complaint.column {
      let definition = after.target.table.columns[position]
      steps.append(
        definition.type == before.target.table.columns[position].type
          ? "drop NOT NULL" : "make the column \(definition.type.ddl)")
    }
    if let clauses = ClauseDifference.text(before.options, after.options) { steps.append(clauses) }
    return "\(cause): \(steps.joined(separator: ", and "))."
  }
}

extension DataType {
  /// As one writes it: `VARCHAR(32)`, `DOUBLE PRECISION`.
  var ddl: String {
    switch self {
    case .varchar(let length): "VARCHAR(\(length))"
    case .char(let length), .charIgnoringCase(let length): "CHAR(\(length))"
    case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
    case .timestamp: "TIMESTAMP"
    default: description.uppercased()
    }
  }

  /// VARCHAR with room for texts of `width` bytes: a power of two, or all there is.
  static func varchar(fitting width: Int) -> DataType {
    var length = 16
    while length < width && length < maximumVarcharLength { length *= 2 }
    return .varchar(min(length, maximumVarcharLength))
  }
}
