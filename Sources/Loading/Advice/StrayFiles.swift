import Formats
import ObjectStore
import SQLTypes

/// Finds manifests and jsonpaths files among the objects that a COPY reads as data (copy.md part 6): the prefix takes
/// them along; and says where no object holds anything.
enum StrayFiles {
  /// Of so few objects each is looked at, of more only those whose names sound like it.
  private static let (fewObjects, smallSize, sizeLimit) = (8, 1 << 16, 4 << 20)

  static func advice(_ objects: [StoredObject], jsonPaths: String?) -> [String] {
    emptiness(of: objects)
      + objects.compactMap { object in
        guard object.size <= sizeLimit, object.size > 1 else { return nil }
        let isLookedAt = objects.count <= fewObjects && object.size <= smallSize
        guard isLookedAt || isSuspect(object.entryBytes) else { return nil }
        return kind(of: object).map { "\(object.name) is \($0) and is read as data: \(wayOut($0, object, jsonPaths))" }
      }
  }

  private static func emptiness(of objects: [StoredObject]) -> [String] {
    guard let first = objects.first, objects.allSatisfy({ $0.size == 0 }) else { return [] }
    return [objects.count == 1 ? "\(first.name) is empty." : "all \(objects.count) files are empty."]
  }

  private static func wayOut(_ kind: String, _ object: StoredObject, _ jsonPaths: String?) -> String {
    if kind == "a manifest" { return "name it in full and add MANIFEST, or make FROM's prefix longer." }
    return object.name == jsonPaths
      ? "keep it under another prefix than the data." : "make FROM's prefix longer, or move the file."
  }

  /// Whether "manifest" or "path" is in a name; there may be thousands of them, so one pass and no calls.
  private static func isSuspect(_ name: [UInt8]) -> Bool {
    for index in name.indices {
      let letter = name[index] | 0x20
      if letter == UInt8(ascii: "p"), has("path", name, index) { return true }
      if letter == UInt8(ascii: "m"), has("manifest", name, index) { return true }
    }
    return false
  }

  private static func has(_ word: StaticString, _ name: [UInt8], _ index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= name.count else { return false }
    return word.withUTF8Buffer { wanted in wanted.indices.allSatisfy { name[index + $0] | 0x20 == wanted[$0] } }
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
