import ObjectStore
import System

/// `~/.pgpass`: a line `host:port:database:user:password` a server, `*` for any, `\:` and `\\` for the characters
/// themselves.
///
/// As libpq has it, a file that others than its owner can read is not looked at.
package struct PasswordFile: Sendable {
  private let lines: [[String]]

  package init(parsing text: String) {
    lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map(Self.fields)
  }

  /// The user's own; nil where there is none.
  package init?(environment: (String) -> String?) {
    guard let path = environment("PGPASSFILE") ?? environment("HOME").map({ "\($0)/.pgpass" }),
      FilePath(path).isKeptToOwner, let text = try? LocalFolder.text(of: path)
    else { return nil }
    self.init(parsing: text)
  }

  /// The first line that fits.
  package func password(for options: ConnectionOptions) -> String? {
    let wanted: [String] = [options.host, String(options.port), options.database, options.user]
    return lines.first { fields in
      guard fields.count == wanted.count + 1 else { return false }
      return zip(fields, wanted).allSatisfy { field, text in field == "*" || field == text }
    }?.last
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isEscaped = false
    for character in line {
      switch character {
      case "\\" where !isEscaped: isEscaped = true
      case ":" where !isEscaped && fields.count < 5: fields.append("")
      default:
        fields[fields.count - 1].append(character)
        isEscaped = false
      }
    }
    return fields
  }
}
