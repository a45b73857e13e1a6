import Formats
import SQLTypes

/// A list of objects to load (copy.md part 6): `{"entries": [{"url": "s3://b/k", "mandatory": true}, ...]}`.
///
/// A url listed twice is loaded twice. Members that COPY does not know (those of `UNLOAD … MANIFEST VERBOSE`) are left.
package struct Manifest: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var url: String
    package var isMandatory: Bool
    /// `meta.content_length`: bytes.
    package var contentLength: Int?
    /// There is a `meta`, whatever it holds.
    package var hasMeta: Bool

    package init(url: String, isMandatory: Bool = true, contentLength: Int? = nil) {
      self.url = url
      self.isMandatory = isMandatory
      self.contentLength = contentLength
      hasMeta = contentLength != nil
    }
  }

  package var entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  /// `name` is what errors call the file. Errors: XX000 (8001) for what is no manifest.
  package init(parsing bytes: some Sequence<UInt8>, name: String) throws(SQLError) {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch { throw Self.invalid(error.description, name) }
    guard let list = document["entries"]?.elements else { throw Self.invalid("it has no array \"entries\"", name) }
    var found: [Entry] = []
    for (index, element) in list.enumerated() { found.append(try Self.entry(element, index + 1, name)) }
    entries = found
  }

  private static func entry(_ element: JSONDocument, _ number: Int, _ name: String) throws(SQLError) -> Entry {
    guard let url = element["url"]?.text, !url.isEmpty else { throw invalid("entry \(number) has no \"url\"", name) }
    var entry = Entry(url: url, isMandatory: false)
    switch element["mandatory"] {
    case .none, .null?: break
    case .boolean(let flag)?: entry.isMandatory = flag
    default: throw invalid("\"mandatory\" of entry \(number) is neither true nor false", name)
    }
    entry.hasMeta = element["meta"] != nil
    if case .number(let length)? = element["meta"]?["content_length"] { entry.contentLength = Int(length) }
    return entry
  }

  private static func invalid(_ reason: String, _ name: String) -> SQLError {
    .compute("Invalid manifest file: \(reason)", code: 8001, context: "manifest \(name)")
  }

  /// As UNLOAD writes it, an entry a line.
  package var json: String {
    let lines = entries.map { entry in
      let meta = entry.contentLength.map { ",\"meta\":{\"content_length\":\($0)}" } ?? ""
      return "    {\"url\":\(JSONText.quoted(entry.url)),\"mandatory\":\(entry.isMandatory)\(meta)}"
    }
    return "{\n  \"entries\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
  }
}
