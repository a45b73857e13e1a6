import ObjectStore
import SQLTypes

/// An UNLOAD whose query is known: what a session asks to be written.
package struct UnloadRequest: Sendable {
  /// Those of the query's result.
  package var columns: [OutputColumn]
  package var options: UnloadOptions
  package var location: Location
  /// Slices of the cluster: files that PARALLEL ON writes, whatever the number of threads.
  package var slices = 4

  package init(columns: [OutputColumn], options: UnloadOptions, location: Location) {
    self.columns = columns
    self.options = options
    self.location = location
  }
}

/// A file that an UNLOAD wrote.
package struct UnloadedFile: Hashable, Sendable {
  /// `s3://bucket/key`, or the path.
  package var name: String
  package var slice: Int
  package var rows: Int
  /// As it stands in the store.
  package var size: Int
}
