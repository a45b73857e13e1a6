import CloudAPI
import Synchronization

/// Where buckets were made and the documents that configure them, as long as the server lives. Those of objects are
/// `ObjectLabels`.
final class BucketSettings: Sendable {
  private struct Bucket {
    var region = BucketRegion.usual
    var documents: [StorageSetting: [UInt8]] = [:]
  }

  private let buckets = Mutex<[String: Bucket]>([:])

  /// Of a bucket that nobody made here, the usual one.
  func region(of bucket: String) -> String { buckets.withLock { $0[bucket]?.region } ?? BucketRegion.usual }

  func setRegion(_ region: String, of bucket: String) {
    buckets.withLock { $0[bucket, default: Bucket()].region = region }
  }

  func document(_ setting: StorageSetting, of bucket: String) -> [UInt8]? {
    buckets.withLock { $0[bucket]?.documents[setting] }
  }

  /// nil to forget it.
  func set(_ setting: StorageSetting, of bucket: String, _ document: [UInt8]?) {
    buckets.withLock { $0[bucket, default: Bucket()].documents[setting] = document }
  }

  /// Of a bucket that is no more.
  func forget(_ bucket: String) { buckets.withLock { $0[bucket] = nil } }

  func forgetAll() { buckets.withLock { $0 = [:] } }
}
