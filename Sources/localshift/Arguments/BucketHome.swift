import SQLTypes
import System

/// Where S3's buckets are: `--s3-root`, or a folder that is gone with the endpoint.
struct BucketHome {
  private let scratch: ScratchFolder?
  let path: String
  /// Whether it is gone when the program ends.
  var isTemporary: Bool { scratch != nil }

  /// Errors: 58030.
  init(_ context: CommandContext) throws(SQLError) {
    if let root = context.s3Root {
      (scratch, path) = (nil, root)
      return
    }
    do {
      let folder = try ScratchFolder()
      (scratch, path) = (folder, folder.path)
    } catch { throw SQLError(error) }
  }
}
