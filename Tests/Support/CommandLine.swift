import Foundation

/// The built program, run as a person runs it.
package struct CommandLine {
  package var output = ""
  package var errors = ""
  package var status: Int32 = -1

  /// Runs `localshift` with these arguments in the repository's folder.
  package init(_ arguments: String...) throws { try self.init(list: arguments) }

  package init(list arguments: [String]) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    #if DEBUG
      let program = root.appendingPathComponent(".build/debug/localshift")
    #else
      let program = root.appendingPathComponent(".build/release/localshift")
    #endif
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = root
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
