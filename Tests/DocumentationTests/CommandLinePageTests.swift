import TestSupport
import Testing

/// CommandLine.md shows each command's own help.
@Suite struct CommandLinePageTests {
  @Test func everyCommandIsShown() throws {
    let help = try CommandLine("--help").output
    let commands = help.split(separator: "\n").compactMap { line -> Substring? in
      let words = line.split(separator: " ")
      return line.hasPrefix("  localshift ") ? words[1] : nil
    }
    #expect(commands.count > 5)
    var lines: [String] = []
    for command in commands {
      let text = try CommandLine(String(command), "--help").output
      lines += ["### localshift \(command)", "", "```"]
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      lines += ["```", ""]
    }
    try ReferencePage("CommandLine").agrees("commands", with: lines)
  }
}
