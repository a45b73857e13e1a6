import CloudAPI
import Columnar
import Planning
import PostgresWire
import SQLSyntax
import SQLTypes
import Sessions

/// A statement of the Data API in a session: its named parameters, whose values are all texts, and its rows.
enum StatementArguments {
  struct Outcome {
    /// nil for a statement without rows.
    var result: DataResult?
    /// Rows that it inserted, updated or deleted; those of COPY are not told (aws-sdk issue 333).
    var changed: Int
  }

  /// Throws `StatementFailure`.
  static func run(_ request: DataStatement.Request, in session: Session) throws -> Outcome {
    let sink = CollectingSink()
    if request.parameters.isEmpty {
      let result = try session.execute(request.statements[0], into: sink)
      return outcome(result, sink)
    }
    let named = NamedParameters(request.statements[0])
    let prepared = try session.prepare(named.text)
    var arguments: [ParameterValue] = []
    let decoder = ParameterDecoder(session.datetimes)
    for (index, (name, type)) in zip(named.names, prepared.parameterTypes).enumerated() {
      guard let given = request.parameters.first(where: { $0.name == name }) else {
        throw SQLError(.undefinedParameter, "parameter \":\(name)\" has no value")
      }
      let value = try decoder.value(Array(given.value.utf8), .text, as: type, number: index + 1)
      arguments.append(ParameterValue(value, type))
    }
    let result = try session.run(prepared, arguments: arguments, into: sink)
    return outcome(result, sink)
  }

  private static func outcome(_ result: StatementResult, _ sink: CollectingSink) -> Outcome {
    let counts = ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(result.tag)
    return Outcome(result: collected(sink, result.textStyle), changed: counts ? result.rowCount ?? 0 : 0)
  }

  private static func collected(_ sink: CollectingSink, _ style: TextStyle) -> DataResult? {
    guard let columns = sink.columns else { return nil }
    let texts = BatchTexts(columns.map(\.type), style)
    var rows: [[String?]] = []
    for batch in sink.batches {
      texts.forEachRow(batch) { row in
        rows.append((0..<row.count).map { column in row[column].map { String(decoding: $0, as: UTF8.self) } })
      }
    }
    return DataResult(columns: columns.map(DataResult.Column.init), rows: rows)
  }
}

extension DataResult.Column {
  fileprivate init(_ column: OutputColumn) {
    let type = column.type
    let kind: Kind =
      switch type {
      case .boolean: .boolean
      case .real, .double: .double
      case .smallint, .integer, .bigint: .long
      default: .text
      }
    let (length, precision, scale) = Self.measures(of: type)
    self.init(
      name: column.name, typeName: type.internalName, kind: kind, length: length, precision: precision, scale: scale)
  }

  private static func measures(of type: DataType) -> (length: Int, precision: Int, scale: Int) {
    switch type {
    case .smallint: (0, 5, 0)
    case .integer: (0, 10, 0)
    case .bigint: (0, 19, 0)
    case .real: (0, 8, 8)
    case .double: (0, 17, 17)
    case .decimal(let precision, let scale): (0, precision, scale)
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length),
      .varbyte(let length):
      (length, length, 0)
    default: (0, 0, 0)
    }
  }
}
