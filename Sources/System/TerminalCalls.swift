#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one file that calls the C library's functions for terminals.
package enum TerminalCalls {
  /// How a terminal was set before it was changed.
  package struct Settings: Sendable { fileprivate var settings: termios }

  /// The terminal that the process was started from; nil where there is none. The caller closes it.
  package static func openControllingTerminal() -> Int32? {
    let file = open("/dev/tty", O_RDWR | O_CLOEXEC)
    return file < 0 ? nil : file
  }

  /// What is typed is not shown from now on; gives what it was before, nil for what is no terminal.
  package static func hideTyping(_ file: Int32) -> Settings? {
    change(file) { $0.c_lflag &= ~tcflag_t(ECHO) }
  }

  /// Each key comes as it is pressed, and none has an effect of its own; gives what it was before.
  package static func beginRawInput(_ file: Int32) -> Settings? {
    change(file) { settings in
      settings.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
      settings.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
      settings.c_cflag |= tcflag_t(CS8)
      withUnsafeMutableBytes(of: &settings.c_cc) { bytes in
        bytes[Int(VMIN)] = 1
        bytes[Int(VTIME)] = 0
      }
    }
  }

  package static func restore(_ file: Int32, _ old: Settings) {
    var settings = old.settings
    _ = tcsetattr(file, TCSADRAIN, &settings)
  }

  private static func change(_ file: Int32, _ body: (inout termios) -> Void) -> Settings? {
    var settings = termios()
    guard tcgetattr(file, &settings) == 0 else { return nil }
    let old = Settings(settings: settings)
    body(&settings)
    return tcsetattr(file, TCSADRAIN, &settings) == 0 ? old : nil
  }

  /// Columns and lines of a terminal's window; nil where it does not tell.
  package static func size(_ file: Int32) -> (columns: Int, lines: Int)? {
    var window = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return nil }
    return (Int(window.ws_col), Int(window.ws_row))
  }

  /// Stops the process as Ctrl-Z does; returns when it is told to go on.
  package static func stopProcess() { _ = kill(0, SIGTSTP) }

  /// Whether there is something to read within so many milliseconds; -1 waits for ever. False also when a signal came.
  package static func waitToRead(_ file: Int32, milliseconds: Int) -> Bool {
    var wanted = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, Int32(clamping: milliseconds)) > 0
  }
}
