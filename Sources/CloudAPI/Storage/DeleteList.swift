import HTTP

/// The document of DeleteObjects: `<Delete><Object><Key>a</Key></Object>…<Quiet>true</Quiet></Delete>`.
package struct DeleteList: Sendable {
  package private(set) var keys: [String] = []
  /// Only what could not be deleted is to be told.
  package private(set) var isQuiet = false

  /// Errors: `MalformedXML`, also for more than a thousand keys.
  package init(_ body: [UInt8]) throws(CloudError) {
    do {
      var reader = try XMLReader(body)
      while try reader.advance() {
        if reader.isAt("Key"), reader.isWithin("Object") { keys.append(reader.text) }
        if reader.isAt("Quiet"), reader.depth == 2 { isQuiet = reader.text == "true" }
      }
    } catch { throw .malformedXML }
    guard !keys.isEmpty, keys.count <= 1000 else { throw .malformedXML }
  }
}

extension CloudError {
  package static let malformedXML = CloudError(
    "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
}
