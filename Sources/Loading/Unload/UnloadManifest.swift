import Formats
import SQLTypes

/// The manifest of an UNLOAD (copy.md part 9): what was written, and with VERBOSE what it is.
///
/// The page prints the lengths of types without a key, which is no JSON; they are `max_length`, `precision` and `scale`
/// here.
struct UnloadManifest {
  let files: [UnloadedFile]
  let columns: [OutputColumn]
  let isVerbose: Bool
  /// Lines of each file that are no rows: they count as records.
  let headerLines: Int
  /// What names in a manifest start from: those of paths are relative to its folder, so that files can be moved with
  /// it.
  let folder: String

  var text: String {
    var members = ["\"entries\": \(list(files.map(entry)))"]
    if isVerbose {
      members.append("\"schema\": {\n    \"elements\": \(list(columns.map(element), indent: "    "))\n  }")
      members.append("\"meta\": \(meta(files))")
      members.append("\"author\": {\"name\": \"Amazon Redshift\", \"version\": \"1.0.0\"}")
    }
    return "{\n  \(members.joined(separator: ",\n  "))\n}\n"
  }

  private func list(_ items: [String], indent: String = "  ") -> String {
    items.isEmpty ? "[]" : "[\n\(items.map { indent + "  " + $0 }.joined(separator: ",\n"))\n\(indent)]"
  }

  private func entry(_ file: UnloadedFile) -> String {
    let name = file.name.hasPrefix(folder) ? String(file.name.dropFirst(folder.count)) : file.name
    return "{\"url\":\(JSONText.quoted(name)), \"meta\":\(meta([file]))}"
  }

  /// Newer clusters give the length of each file in any manifest.
  private func meta(_ files: [UnloadedFile]) -> String {
    let length = "\"content_length\": \(files.reduce(0) { $0 + $1.size })"
    guard isVerbose else { return "{\(length)}" }
    return "{\(length), \"record_count\": \(files.reduce(0) { $0 + $1.rows + headerLines })}"
  }

  private func element(_ column: OutputColumn) -> String {
    var type = "\"base\": \(JSONText.quoted(column.type.familyName))"
    if let length = column.type.characterLength { type += ", \"max_length\": \(length)" }
    if case .decimal(let precision, let scale) = column.type {
      type += ", \"precision\": \(precision), \"scale\": \(scale)"
    }
    return "{\"name\": \(JSONText.quoted(column.name)), \"type\": {\(type)}}"
  }

}
