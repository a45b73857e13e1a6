import SQLTypes
import Scheduling

/// Where statements find their objects: paths and, under `--s3-root`, buckets are folders of this machine; without it
/// `s3://` is asked for over the network.
package struct ObjectStorage: Sendable {
  private let local: LocalStore
  /// nil where all buckets are folders.
  private var s3: S3Store?
  /// The folder of buckets that are asked for there and not over the network.
  private let overlay: BucketFolder?
  /// What lies elsewhere than it is named.
  private var moved: (prefix: String, location: String)?

  /// `cancellation` ends waiting for the network. Nothing is loaded or read before the first `s3://` is asked for.
  ///
  /// `buckets`: a folder whose buckets are found there though there is no `s3Root`; others are still asked for over the
  /// network.
  package init(s3Root: String? = nil, buckets: String? = nil, cancellation: Cancellation = Cancellation()) {
    local = LocalStore(s3Root: s3Root ?? buckets)
    s3 = s3Root == nil ? S3Store(cancellation: cancellation) : nil
    overlay = s3Root == nil ? buckets.map { BucketFolder($0) } : nil
  }

  /// With a client of the caller's own.
  package init(s3: S3Client) {
    local = LocalStore()
    self.s3 = S3Store(s3)
    overlay = nil
  }

  /// The same objects, asked for under another token: one for each statement. Readers and destinations keep to the
  /// token under which they were found or made.
  package func cancellable(by cancellation: Cancellation) -> ObjectStorage {
    var storage = self
    storage.s3 = s3?.cancellable(by: cancellation)
    return storage
  }

  /// The same as a statement's own clauses want S3 to be asked.
  package func asking(_ clauses: S3Clauses) -> ObjectStorage {
    var storage = self
    storage.s3 = s3?.asking(clauses)
    return storage
  }

  /// The same where every `s3://` location that starts with `prefix` is found at `location` instead: a load folder
  /// before it is uploaded, or after it was moved.
  package func finding(_ prefix: String, at location: String) -> ObjectStorage {
    var storage = self
    storage.moved = (prefix, location)
    return storage
  }

  private func resolve(_ location: Location) throws(SQLError) -> Location {
    guard let moved, location.isS3, location.description.hasPrefix(moved.prefix) else { return location }
    return try Location(moved.location + location.description.dropFirst(moved.prefix.count))
  }

  /// Whether the location's bytes come over the network.
  package func isRemote(_ location: Location) -> Bool {
    guard let resolved = try? resolve(location), case .s3(let bucket, _) = resolved else { return false }
    return remote(bucket) != nil
  }

  /// Who is asked for a bucket over the network; nil where it is a folder.
  private func remote(_ bucket: String) -> S3Store? { overlay?.hasBucket(bucket) == true ? nil : s3 }

  /// All objects whose key starts with the location's key, in byte order; for a path: that file, all files of that
  /// folder, or else all paths that start with it.
  ///
  /// Errors: XX000 (8001) if there is none; 58030 for a folder that cannot be read; those of S3.
  package func list(_ location: Location) throws(SQLError) -> [StoredObject] {
    let found = try find(location)
    guard !found.isEmpty else { throw local.noSuchPrefix(location) }
    return found
  }

  /// The objects of `list`, but none is no error.
  package func find(_ location: Location) throws(SQLError) -> [StoredObject] {
    let location = try resolve(location)
    if case .s3(let bucket, let key) = location, let s3 = remote(bucket) {
      return try s3.client().list(bucket: bucket, prefix: key)
    }
    return try local.find(location)
  }

  /// The one object with exactly this key or path.
  /// Errors: 58030; 0A000 and 22023 for the configuration; those of S3; 57014.
  package func object(at location: Location) throws(SQLError) -> StoredObject? {
    let location = try resolve(location)
    if case .s3(let bucket, let key) = location, let s3 = remote(bucket) {
      return try s3.client().object(bucket: bucket, key: key)
    }
    return try local.object(at: location)
  }

  /// The same for many, in their order. Errors: 58030; 0A000 and 22023 for the configuration; those of S3; 57014.
  package func objects(at named: [Location]) throws(SQLError) -> [StoredObject?] {
    var locations: [Location] = []
    for location in named { locations.append(try resolve(location)) }
    guard let s3, locations.contains(where: isRemote) else {
      var found: [StoredObject?] = []
      for location in locations { found.append(try local.object(at: location)) }
      return found
    }
    return try s3.client().objects(at: locations) { location throws(SQLError) in try local.object(at: location) }
  }

  /// Where to write objects whose keys start with the location's key. Nothing is made before something is written.
  /// Errors: those of the configuration; XX000 for a folder's bucket that is not there.
  package func destination(for location: Location) throws(SQLError) -> any ObjectDestination {
    if case .s3(let bucket, _) = location, let s3 = remote(bucket) {
      return S3Destination(try s3.client(), bucket: bucket)
    }
    return try local.destination(for: location)
  }
}
