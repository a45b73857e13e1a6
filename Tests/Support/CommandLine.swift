import Foundation

/// The built program, run as a person runs it.
package struct CommandLine {
  package var output = ""
  package var errors = ""
  package var status: Int32 = -1

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where the program is: `LOCALSHIFT_PROGRAM`, or what was just built.
  package static var program: String {
    if let named = ProcessInfo.processInfo.environment["LOCALSHIFT_PROGRAM"] { return named }
    #if DEBUG
      return root.appendingPathComponent(".build/debug/localshift").path
    #else
      return root.appendingPathComponent(".build/release/localshift").path
    #endif
  }

  /// Runs `localshift` with these arguments in the repository's folder, or another.
  package init(_ arguments: String...) throws { try self.init(list: arguments) }

  /// `addressSpace`: kilobytes that the process may map, as a shell's `ulimit -v` takes them.
  package init(list arguments: [String], folder: String? = nil, addressSpace: Int? = nil) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: addressSpace == nil ? Self.program : "/bin/sh")
    let limited = addressSpace.map { ["-c", "ulimit -v \($0) && exec \"$0\" \"$@\"", Self.program] } ?? []
    process.arguments = limited + arguments
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) } ?? Self.root
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
