/// What a server sends.
package enum BackendMessage: Hashable, Sendable {
  case authentication(Authentication)
  case backendKeyData(BackendKeyData)
  case parameterStatus(ParameterStatus)
  case negotiateProtocolVersion(NegotiateProtocolVersion)
  case readyForQuery(TransactionStatus)
  case rowDescription(RowDescription)
  case dataRow(DataRow)
  case commandComplete(CommandComplete)
  case emptyQueryResponse
  case errorResponse(ErrorResponse)
  case noticeResponse(ErrorResponse)
  case parseComplete
  case bindComplete
  case closeComplete
  case noData
  case parameterDescription(ParameterDescription)
  case portalSuspended
  /// What Redshift never sends: the start of a COPY through the connection, LISTEN's notifications.
  case other(ID, [UInt8])

  package enum ID: UInt8, Hashable, Sendable, CaseIterable {
    case authentication = 0x52  // R
    case backendKeyData = 0x4b  // K
    case parameterStatus = 0x53  // S
    case negotiateProtocolVersion = 0x76  // v
    case readyForQuery = 0x5a  // Z
    case rowDescription = 0x54  // T
    case dataRow = 0x44  // D
    case commandComplete = 0x43  // C
    case emptyQueryResponse = 0x49  // I
    case errorResponse = 0x45  // E
    case noticeResponse = 0x4e  // N
    case parseComplete = 0x31  // 1
    case bindComplete = 0x32  // 2
    case closeComplete = 0x33  // 3
    case noData = 0x6e  // n
    case parameterDescription = 0x74  // t
    case portalSuspended = 0x73  // s
    case copyInResponse = 0x47  // G
    case copyOutResponse = 0x48  // H
    case copyBothResponse = 0x57  // W
    case copyData = 0x64  // d
    case copyDone = 0x63  // c
    case functionCallResponse = 0x56  // V
    case notificationResponse = 0x41  // A
  }

  /// `protocolVersion`: the `server_protocol_version` that was granted, which says what descriptions of rows hold.
  package init(_ id: ID, body: [UInt8], protocolVersion: Int = 0) throws(WireFormatError) {
    switch id {
    case .authentication: self = .authentication(try Authentication(body: body))
    case .backendKeyData: self = .backendKeyData(try BackendKeyData(body: body))
    case .parameterStatus: self = .parameterStatus(try ParameterStatus(body: body))
    case .negotiateProtocolVersion: self = .negotiateProtocolVersion(try NegotiateProtocolVersion(body: body))
    case .readyForQuery: self = .readyForQuery(try TransactionStatus(body: body))
    case .rowDescription: self = .rowDescription(try RowDescription(body: body, isExtended: protocolVersion > 0))
    case .dataRow: self = .dataRow(try DataRow(body: body))
    case .commandComplete: self = .commandComplete(try CommandComplete(body: body))
    case .errorResponse: self = .errorResponse(try ErrorResponse(body: body))
    case .noticeResponse: self = .noticeResponse(try ErrorResponse(body: body))
    case .parameterDescription: self = .parameterDescription(try ParameterDescription(body: body))
    case .emptyQueryResponse, .parseComplete, .bindComplete, .closeComplete, .noData, .portalSuspended:
      self = try Self.empty(id, body)
    case .copyInResponse, .copyOutResponse, .copyBothResponse, .copyData, .copyDone, .functionCallResponse,
      .notificationResponse:
      self = .other(id, body)
    }
  }

  private static func empty(_ id: ID, _ body: [UInt8]) throws(WireFormatError) -> BackendMessage {
    guard body.isEmpty else { throw .trailing }
    return switch id {
    case .emptyQueryResponse: .emptyQueryResponse
    case .parseComplete: .parseComplete
    case .bindComplete: .bindComplete
    case .closeComplete: .closeComplete
    case .noData: .noData
    default: .portalSuspended
    }
  }

  package var id: ID {
    switch self {
    case .authentication: .authentication
    case .backendKeyData: .backendKeyData
    case .parameterStatus: .parameterStatus
    case .negotiateProtocolVersion: .negotiateProtocolVersion
    case .readyForQuery: .readyForQuery
    case .rowDescription: .rowDescription
    case .dataRow: .dataRow
    case .commandComplete: .commandComplete
    case .emptyQueryResponse: .emptyQueryResponse
    case .errorResponse: .errorResponse
    case .noticeResponse: .noticeResponse
    case .parseComplete: .parseComplete
    case .bindComplete: .bindComplete
    case .closeComplete: .closeComplete
    case .noData: .noData
    case .parameterDescription: .parameterDescription
    case .portalSuspended: .portalSuspended
    case .other(let id, _): id
    }
  }

  private var body: (any WireMessage)? {
    switch self {
    case .authentication(let message): message
    case .backendKeyData(let message): message
    case .parameterStatus(let message): message
    case .negotiateProtocolVersion(let message): message
    case .readyForQuery(let status): status
    case .rowDescription(let message): message
    case .dataRow(let message): message
    case .commandComplete(let message): message
    case .errorResponse(let message), .noticeResponse(let message): message
    case .parameterDescription(let message): message
    case .emptyQueryResponse, .parseComplete, .bindComplete, .closeComplete, .noData, .portalSuspended, .other: nil
    }
  }

  func write(to writer: inout MessageWriter) {
    if case .other(_, let bytes) = self { return writer.append(bytes) }
    body?.write(to: &writer)
  }
}

extension MessageWriter {
  package mutating func append(_ message: BackendMessage) {
    frame(message.id.rawValue) { message.write(to: &$0) }
  }
}
