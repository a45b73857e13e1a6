#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that was started by this one, with an environment of its own.
package struct ChildProcess: Sendable {
  private let number: pid_t

  /// Starts `command`, looked up in PATH; `environment` overrides what this process has. Throws what the system says.
  package init(_ command: [String], environment: [String: String]) throws(SystemError) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this process ignores is no concern of the program's.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var number: pid_t = 0
    let variables = Self.variables(overriddenBy: environment)
    let answer = Self.withCStrings(command) { arguments in
      Self.withCStrings(variables) { posix_spawnp(&number, command[0], nil, &attributes, arguments, $0) }
    }
    guard answer == 0 else { throw SystemError(code: answer) }
    self.number = number
  }

  /// Waits for the program's end: its exit code, or 128 and the signal's number. nil when a signal to this process came
  /// first.
  package func wait() -> Int32? {
    var status: Int32 = 0
    guard waitpid(number, &status, 0) == number else { return nil }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Sends it a signal.
  package func send(_ signal: Int32) { _ = kill(number, signal) }

  private static func variables(overriddenBy changes: [String: String]) -> [String] {
    var kept: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if changes[String(text.prefix { $0 != "=" })] == nil { kept.append(text) }
      next += 1
    }
    return kept + changes.map { "\($0)=\($1)" }
  }

  /// The texts as C has lists of them, ending in nil, while `body` runs.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let list = texts.map { strdup($0) } + [nil]
    defer { for text in list { free(text) } }
    return list.withUnsafeBufferPointer { buffer in
      // There is always the nil at the end.
      guard let start = buffer.baseAddress else { preconditionFailure("a list has its nil at least") }
      return body(start)
    }
  }
}
