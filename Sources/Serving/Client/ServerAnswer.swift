import Catalogs
import PostgresWire
import SQLSyntax
import SQLTypes
import Sessions

/// What a server says to one statement, put together from its messages.
final class ServerAnswer {
  private let sink: any ResultSink
  private(set) var result = StatementResult(tag: "")
  /// The server's error, or what the sink threw, whichever came first.
  private(set) var failure: (any Error)?
  /// Whether the sink takes no more rows.
  private(set) var isUnwanted = false
  private var collector: TextRowCollector?
  private var rowCount = 0

  init(_ sink: any ResultSink) { self.sink = sink }

  /// A row's body; nothing is done with it where nobody wants it any more.
  func append(_ body: UnsafeRawBufferPointer) throws(WireFormatError) {
    guard let collector, failure == nil else { return }
    try collector.append(body)
    rowCount += 1
    if collector.isFull { deliver() }
  }

  /// Any message but rows and ReadyForQuery; gives what is to be answered, if anything.
  func take(_ message: BackendMessage) -> FrontendMessage? {
    switch message {
    case .rowDescription(let description): begin(description)
    case .commandComplete(let complete): finish(complete.tag)
    case .noticeResponse(let notice): result.notices.append(Notice(notice))
    case .errorResponse(let error): fail(error.sqlError)
    case .other(.copyInResponse, _):
      return .copyFail(FrontendMessage.CopyFail("COPY from the client is not supported yet"))
    case .other(.copyOutResponse, _), .other(.copyBothResponse, _):
      fail(SQLError.notSupported("COPY to the client"))
    default: break
    }
    return nil
  }

  /// Only the first error tells why.
  private func fail(_ error: any Error) { failure = failure ?? error }

  private func begin(_ description: BackendMessage.RowDescription) {
    let columns = description.columns.map { column in
      OutputColumn(name: column.name, type: (try? column.type.dataType()) ?? Self.text)
    }
    result.columns = columns
    collector = TextRowCollector(columns: columns.count)
    rowCount = 0
    attempt { try sink.begin(columns) }
  }

  private static let text = DataType.varchar(DataType.maximumVarcharLength)

  private func deliver() {
    guard let collector, collector.count > 0 else { return }
    let batch = collector.finish()
    attempt { try sink.receive(batch) }
  }

  private func attempt(_ body: () throws -> Void) {
    guard failure == nil else { return }
    do { try body() } catch {
      failure = error
      isUnwanted = true
    }
  }

  /// `INSERT 0 5` is INSERT and five rows; a query's rows were counted as they came.
  private func finish(_ tag: String) {
    deliver()
    let words = tag.split(separator: " ")
    let numbers = words.reversed().prefix { $0.allSatisfy(\.isNumber) }
    result.tag = words.dropLast(numbers.count).joined(separator: " ")
    result.rowCount = collector != nil ? rowCount : numbers.first.flatMap { Int($0) }
    if result.tag == "COPY" { for notice in result.notices { takeLoad(notice) } }
  }

  /// `Load into table 'songs' completed, 71 record(s) loaded successfully.` is all that Redshift says of a COPY.
  private func takeLoad(_ notice: Notice) {
    let parts = notice.message.split(separator: "'")
    guard parts.count >= 3, parts[0] == "Load into table ", parts[2].hasSuffix("loaded successfully.") else { return }
    result.table = TableName(schema: "public", name: String(parts[1]))
    result.rowCount = parts[2].split(separator: " ").lazy.compactMap { Int($0) }.first
  }
}

extension Notice {
  fileprivate init(_ response: BackendMessage.ErrorResponse) {
    let parts = [
      response[.message], response[.detail].map { "DETAIL: \($0)" }, response[.hint].map { "HINT: \($0)" },
    ]
    let severity = response[.severity].flatMap(Severity.init) ?? .info
    self.init(
      parts.compactMap { $0 }.joined(separator: "\n"), severity: severity,
      state: response[.state].map { SQLState($0) })
  }
}
