import HTTP

/// The document of DeleteObjects: `<Delete><Object><Key>a</Key></Object>…<Quiet>true</Quiet></Delete>`.
package struct DeleteList: Sendable {
  package struct Entry: Sendable {
    package var key = ""
    /// nil where any will do.
    package var etag: String?
    package var version: String?
  }

  package private(set) var entries: [Entry] = []
  /// Only what could not be deleted is to be told.
  package private(set) var isQuiet = false

  /// Errors: `MalformedXML`, also for more than a thousand keys.
  package init(_ body: [UInt8]) throws(CloudError) {
    do {
      var reader = try XMLReader(body)
      var entry = Entry()
      while try reader.advance() {
        if reader.isWithin("Object") { entry.read(reader) }
        if reader.isAt("Object") {
          entries.append(entry)
          entry = Entry()
        }
        if reader.isAt("Quiet"), reader.depth == 2 { isQuiet = reader.text == "true" }
      }
    } catch { throw .malformedXML }
    guard 1...1000 ~= entries.count, entries.allSatisfy({ !$0.key.isEmpty }) else { throw .malformedXML }
  }
}

extension DeleteList.Entry {
  fileprivate mutating func read(_ reader: XMLReader) {
    if reader.isAt("Key") { key = reader.text }
    if reader.isAt("ETag") { etag = reader.text }
    if reader.isAt("VersionId") { version = reader.text }
  }
}

extension CloudError {
  package static let malformedXML = CloudError(
    "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
}
