import Formats
import ObjectStore
import SQLTypes

/// Finds manifests and jsonpaths files among the objects that a COPY reads as data (copy.md part 6): the prefix takes them
/// along.
enum StrayFiles {
  /// Of so few objects each is looked at, of more only those whose names sound like it.
  private static let (fewObjects, smallSize, sizeLimit) = (8, 1 << 16, 4 << 20)

  static func advice(_ objects: [StoredObject], jsonPaths: String?) -> [String] {
    objects.compactMap { object in
      guard object.size <= sizeLimit, object.size > 1 else { return nil }
      let isLookedAt = objects.count <= fewObjects && object.size <= smallSize
      guard isLookedAt || isSuspect(object.entryBytes) else { return nil }
      return kind(of: object).map { "\(object.name) is \($0) and is read as data: \(wayOut($0, object, jsonPaths))" }
    }
  }

  private static func wayOut(_ kind: String, _ object: StoredObject, _ jsonPaths: String?) -> String {
    if kind == "a manifest" { return "name it in full and add MANIFEST, or make FROM's prefix longer." }
    return object.name == jsonPaths
      ? "keep it under another prefix than the data." : "make FROM's prefix longer, or move the file."
  }

  private static func isSuspect(_ name: [UInt8]) -> Bool {
    contains(name, "manifest") || contains(name, "path")
  }

  private static func contains(_ name: [UInt8], _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard name.count >= count else { return false }
    return word.withUTF8Buffer { wanted in
      (0...name.count - count).contains { start in (0..<count).allSatisfy { name[start + $0] | 0x20 == wanted[$0] } }
    }
  }

  private static func kind(of object: StoredObject) -> String? {
    let buffer = InputBuffer(capacity: 4096)
    guard (try? object.readWhole(into: buffer)) != nil, buffer.bytes.first == UInt8(ascii: "{"),
      let document = try? JSONDocument(parsing: buffer.bytes)
    else { return nil }
    if document.isPathsFile { return "a jsonpaths file" }
    if document["entries"]?.elements?.first?["url"]?.text != nil { return "a manifest" }
    return nil
  }
}
