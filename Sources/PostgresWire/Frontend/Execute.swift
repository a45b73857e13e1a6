extension FrontendMessage {
  /// Runs a portal, or goes on with it.
  package struct Execute: WireMessage {
    package var portal: String
    /// The most rows wanted now; 0 for all.
    package var maximumRows: Int

    package init(portal: String = "", maximumRows: Int = 0) {
      self.portal = portal
      self.maximumRows = maximumRows
    }

    package init(from reader: inout MessageReader) throws(WireFormatError) {
      portal = try reader.text()
      // PostgreSQL takes what is below one for all.
      maximumRows = Int(max(0, try reader.integer(Int32.self)))
    }

    package func write(to writer: inout MessageWriter) {
      writer.append(text: portal)
      writer.append(integer: Int32(clamping: maximumRows))
    }
  }
}
