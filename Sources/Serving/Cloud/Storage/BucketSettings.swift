import CloudAPI
import Synchronization

/// The documents that configure buckets, as long as the server lives. Those of objects are `ObjectLabels`.
final class BucketSettings: Sendable {
  private let documents = Mutex<[String: [StorageSetting: [UInt8]]]>([:])

  func document(_ setting: StorageSetting, of bucket: String) -> [UInt8]? {
    documents.withLock { $0[bucket]?[setting] }
  }

  /// nil to forget it.
  func set(_ setting: StorageSetting, of bucket: String, _ document: [UInt8]?) {
    documents.withLock { $0[bucket, default: [:]][setting] = document }
  }

  /// Of a bucket that is no more.
  func forget(_ bucket: String) { documents.withLock { $0[bucket] = nil } }

  func forgetAll() { documents.withLock { $0 = [:] } }
}
