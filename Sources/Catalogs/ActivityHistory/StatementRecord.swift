/// A statement that has ended: a row of SYS_QUERY_HISTORY, and of STL_QUERY, STL_DDLTEXT or STL_UTILITYTEXT.
package struct StatementRecord: Sendable {
  /// Which of the three logs it belongs to.
  package enum Kind: String, Sendable {
    case query = "QUERY"
    case definition = "DDL"
    case utility = "UTILITY"
  }

  package enum Outcome: Hashable, Sendable {
    case succeeded
    case failed(message: String)
    case cancelled(message: String)
  }

  /// The query id; no two statements of a database have the same.
  package var id: Int
  package var transaction: Int
  package var session: Int
  package var userID: Int64
  package var kind: Kind
  /// As SYS_QUERY_HISTORY calls it: `SELECT`, `COPY`, `DDL`, `UTILITY`.
  package var type: StaticString
  /// QUERY_GROUP; empty where it is not set.
  package var label: String
  /// Without secrets.
  package var text: String
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
  package var outcome: Outcome
  /// Rows given to the client.
  package var returnedRows: Int
  /// That it has not ended yet.
  package var isRunning = false

  package init(
    id: Int, transaction: Int, session: Int, userID: Int64, kind: Kind, type: StaticString, label: String, text: String,
    startTime: Int64, endTime: Int64, outcome: Outcome, returnedRows: Int
  ) {
    self.id = id
    self.transaction = transaction
    self.session = session
    self.userID = userID
    self.kind = kind
    self.type = type
    self.label = label
    self.text = text.utf8.count > Self.maximumText ? Self.shortened(text) : text
    self.startTime = startTime
    self.endTime = endTime
    self.outcome = outcome
    self.returnedRows = returnedRows
  }

  /// Bytes of text that are kept.
  static let maximumText = 65_536

  private static func shortened(_ text: String) -> String {
    String(decoding: text.utf8.prefix(maximumText), as: UTF8.self)
  }
}
