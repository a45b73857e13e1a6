extension FrontendMessage {
  /// A portal of a prepared statement: its parameters' values, and the formats that its rows are wanted in.
  ///
  /// Lists of formats hold none (all text), one (for all) or one each: `WireFormat.spread`.
  package struct Bind: WireMessage {
    package var portal: String
    package var statement: String
    package var parameterFormats: [WireFormat]
    /// nil for NULL.
    package var parameters: [[UInt8]?]
    package var resultFormats: [WireFormat]

    package init(
      portal: String = "", statement: String = "", parameterFormats: [WireFormat] = [], parameters: [[UInt8]?] = [],
      resultFormats: [WireFormat] = []
    ) {
      self.portal = portal
      self.statement = statement
      self.parameterFormats = parameterFormats
      self.parameters = parameters
      self.resultFormats = resultFormats
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      portal = try reader.text()
      statement = try reader.text()
      parameterFormats = try reader.list { reader throws(WireFormatError) in try WireFormat(from: &reader) }
      parameters = try reader.list { reader throws(WireFormatError) in try reader.value() }
      resultFormats = try reader.list { reader throws(WireFormatError) in try WireFormat(from: &reader) }
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(text: portal)
      writer.append(text: statement)
      writer.append(list: parameterFormats) { $1.write(to: &$0) }
      writer.append(list: parameters) { $0.append(value: $1) }
      writer.append(list: resultFormats) { $1.write(to: &$0) }
    }
  }
}
