extension FrontendMessage {
  /// PostgreSQL's call of a function by its object id, which Redshift has no use for.
  package struct FunctionCall: WireMessage {
    package var function: UInt32
    package var argumentFormats: [WireFormat]
    /// nil for NULL.
    package var arguments: [[UInt8]?]
    package var resultFormat: WireFormat

    package init(
      function: UInt32, argumentFormats: [WireFormat] = [], arguments: [[UInt8]?] = [], resultFormat: WireFormat = .text
    ) {
      self.function = function
      self.argumentFormats = argumentFormats
      self.arguments = arguments
      self.resultFormat = resultFormat
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      function = try reader.integer(UInt32.self)
      argumentFormats = try reader.list { reader throws(WireFormatError) in try WireFormat(from: &reader) }
      arguments = try reader.list { reader throws(WireFormatError) in try reader.value() }
      resultFormat = try WireFormat(from: &reader)
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(integer: function)
      writer.append(list: argumentFormats) { $1.write(to: &$0) }
      writer.append(list: arguments) { $0.append(value: $1) }
      resultFormat.write(to: &writer)
    }
  }
}
