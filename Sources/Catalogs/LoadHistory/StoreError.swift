/// What S3 answered a COPY that came to nothing: a row of `stl_s3client_error`.
package struct StoreError: Hashable, Sendable {
  package var query: Int
  package var userID: Int64
  package var session: Int
  package var bucket: String
  /// As FROM gives it: a prefix.
  package var key: String
  package var error: String
  /// Microseconds since 1970-01-01 UTC.
  package var time: Int64

  package init(query: Int, userID: Int64, session: Int, bucket: String, key: String, error: String, time: Int64) {
    self.query = query
    self.userID = userID
    self.session = session
    self.bucket = bucket
    self.key = key
    self.error = error
    self.time = time
  }
}
