import SQLTypes

extension BackendMessage {
  /// What went wrong, or what there is to say: ErrorResponse and NoticeResponse hold the same fields (wire.md 5.3).
  package struct ErrorResponse: WireMessage {
    package enum Severity: String, Sendable {
      case error = "ERROR"
      case fatal = "FATAL"
      case panic = "PANIC"
      case warning = "WARNING"
      case notice = "NOTICE"
      case info = "INFO"
      case log = "LOG"
      case debug = "DEBUG"
    }

    package enum Field: UInt8, Hashable, Sendable, CaseIterable {
      case severity = 0x53  // S
      /// The severity in English, which Redshift does not send.
      case englishSeverity = 0x56  // V
      case state = 0x43  // C
      case message = 0x4d  // M
      case detail = 0x44  // D
      case hint = 0x48  // H
      /// In characters of the statement's text, the first being 1.
      case position = 0x50  // P
      case internalPosition = 0x70  // p
      case internalQuery = 0x71  // q
      case context = 0x57  // W
      case schema = 0x73  // s
      case table = 0x74  // t
      case column = 0x63  // c
      case type = 0x64  // d
      case constraint = 0x6e  // n
      case file = 0x46  // F
      case line = 0x4c  // L
      case routine = 0x52  // R
    }

    private var fields: [Field: String] = [:]

    package init(_ severity: Severity, _ error: SQLError) {
      self[.severity] = severity.rawValue
      self[.state] = error.state.code
      self[.message] = error.message
      self[.detail] = error.detail
      self[.hint] = error.hint
      self[.position] = error.position.map { "\($0)" }
    }

    /// A notice, of state 00000 unless it says otherwise.
    package init(notice message: String, _ severity: Severity = .info, _ state: SQLState = .success) {
      self.init(severity, SQLError(state, message))
    }

    package subscript(_ field: Field) -> String? {
      get { fields[field] }
      set { fields[field] = newValue }
    }

    /// As an error of ours: what a client makes of it.
    package var sqlError: SQLError {
      SQLError(
        SQLState(self[.state] ?? SQLState.internalError.code), self[.message] ?? "", detail: self[.detail],
        hint: self[.hint], position: self[.position].flatMap { Int($0) })
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      while true {
        let code = try reader.byte()
        if code == 0 { return }
        let text = try reader.text()
        // Fields that are not known are to be passed over.
        if let field = Field(rawValue: code) { fields[field] = text }
      }
    }

    package func write(to writer: inout MessageWriter) {
      for field in Field.allCases {
        guard let text = fields[field] else { continue }
        writer.append(field.rawValue)
        writer.append(text: text)
      }
      writer.append(0)
    }
  }
}
