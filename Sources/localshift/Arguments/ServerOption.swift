import SQLTypes
import Serving
import System

/// `--connect URL`: statements run on a server in place of a database of this process.
enum ServerOption {
  static let option = Option(
    name: "connect", value: "URL", summary: "run on this server: redshift://USER@HOST:5439/DATABASE")

  /// What works on this machine's own files and threads, and so not on a server.
  private static let local = ["s3-root", "threads", "memory", "profile"] + Export.options.map(\.name)

  /// Throws `UsageError` for options that mean nothing beside `--connect`.
  static func refuseLocal(_ arguments: Arguments) throws(UsageError) {
    guard arguments.has("connect"), let stray = local.first(where: arguments.has) else { return }
    throw UsageError(
      "--\(stray) does not go with --connect", hint: "The server reads, writes and computes with its own means.")
  }

  /// nil without `--connect`. Throws `UsageError` for what is no URL; the server's errors.
  static func connect(_ arguments: Arguments, _ context: CommandContext) throws -> ServerSession? {
    guard let url = arguments.value("connect") else { return nil }
    let options: ConnectionOptions
    do { options = try ConnectionOptions(url: url, environment: { Environment[$0] }) } catch {
      throw UsageError("--connect: \(error.message)", hint: error.hint)
    }
    let login = ServerLogin(
      options, environment: { Environment[$0] }, cancellation: context.pool.cancellation,
      askPassword: { PasswordPrompt.ask("Password for \(options.user) on \(options.host): ") })
    return try ServerSession(login)
  }
}
