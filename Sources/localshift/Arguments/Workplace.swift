import Catalogs
import ObjectStore
import Scheduling
import Sessions

/// What a command that runs SQL works with, as its shared options say.
struct Workplace {
  let pool: WorkerPool
  let s3Root: String?
  let isQuiet: Bool
  let isJSON: Bool
  let style: Style

  init(_ arguments: Arguments) throws(UsageError) {
    let threads = try arguments.number("threads", atLeast: 1) ?? WorkerPool.processorCount
    pool = WorkerPool(threads: threads, cancellation: Interruption.token)
    s3Root = arguments.value("s3-root")
    if let s3Root, LocalFolder.kind(of: s3Root) != .folder {
      throw UsageError("--s3-root: there is no folder \"\(s3Root)\"")
    }
    isQuiet = arguments.has("quiet")
    isJSON = arguments.has("json")
    style = Style(arguments.value("color") ?? "auto")
  }

  func makeSession(s3Root root: String? = nil) -> Session {
    Session(database: Database(), pool: pool, store: LocalStore(s3Root: s3Root ?? root))
  }
}
