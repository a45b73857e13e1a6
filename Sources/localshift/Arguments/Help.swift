/// The text of `localshift COMMAND --help`.
enum Help {
  static func text(_ command: any Command.Type) -> String {
    let options = command.options.map(line)
    let width = options.map(\.0.count).max() ?? 0
    let lines = options.map { left, right in
      "  \(left)\(String(repeating: " ", count: width - left.count))  \(right)\n"
    }
    return "usage: localshift \(command.usage)\n\n\(command.summary)\n\noptions:\n\(lines.joined())\(command.notes)"
  }

  private static func line(_ option: Option) -> (String, String) {
    let letter = option.letter.map { "-\($0), " } ?? ""
    return ("\(letter)--\(option.name)\(option.value.map { " \($0)" } ?? "")", option.summary)
  }
}
