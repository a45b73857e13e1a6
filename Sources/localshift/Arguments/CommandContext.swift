import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import System

/// What a command that runs SQL works with, as its shared options say.
struct CommandContext {
  let pool: WorkerPool
  let s3Root: String?
  let isQuiet: Bool
  let isJSON: Bool
  let style: Style
  /// What `--config` and `--set` say; nil where neither is given.
  let settings: ConfigFile?

  init(_ arguments: Arguments) throws {
    let threads = try arguments.number("threads", atLeast: 1) ?? WorkerPool.processorCount
    let memory = try arguments.size("memory", atLeast: 32 << 20)
    if memory != nil && !MemoryBudget.isAvailable {
      throw UsageError("0A000 --memory on this system is not supported yet")
    }
    MemoryBudget.set(memory ?? MemoryBudget.standard)
    Durability.set(arguments.value("sync").flatMap(Durability.init) ?? .always)
    pool = WorkerPool(threads: threads, cancellation: Signals.cancellation)
    s3Root = arguments.value("s3-root")
    if let s3Root, LocalFolder.kind(of: s3Root) != .folder {
      throw UsageError("--s3-root: there is no folder \"\(s3Root)\"")
    }
    isQuiet = arguments.has("quiet")
    isJSON = arguments.has("json")
    style = Style(arguments.value("color") ?? "auto")
    settings = try Self.settings(arguments)
  }

  private static func settings(_ arguments: Arguments) throws -> ConfigFile? {
    guard arguments.has("config") || arguments.has("set") else { return nil }
    var settings =
      try arguments.value("config").map { path throws(SQLError) in try ConfigFile(path: path) } ?? ConfigFile()
    for setting in arguments.all("set") {
      guard let split = setting.firstIndex(of: "="), split > setting.startIndex else {
        throw UsageError("--set takes SECTION.KEY=VALUE, not \"\(setting)\"")
      }
      settings.set(String(setting[..<split]), to: String(setting[setting.index(after: split)...]))
    }
    return settings
  }

  func makeSession(s3Root root: String? = nil) -> Session {
    Session(database: Database(), pool: pool, storage: storage(s3Root: root))
  }

  /// `root`: where buckets are without `--s3-root`; `buckets`: a folder of buckets beside those of the network.
  func storage(s3Root root: String? = nil, buckets: String? = nil) -> ObjectStorage {
    ObjectStorage(s3Root: s3Root ?? root, buckets: buckets, cancellation: pool.cancellation)
  }
}
