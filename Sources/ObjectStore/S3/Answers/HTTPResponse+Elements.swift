import HTTP

extension HTTPResponse {
  /// Visits the ends of a body's elements. Throws a refusal, also one that comes with status 200, and what has another
  /// element than `root` at its top or is no XML.
  func readElements(_ root: String, _ visit: (XMLReader) throws(S3Error) -> Void) throws(S3Error) {
    guard isSuccess else { throw S3Error(self) }
    var isRoot = false
    do {
      var reader = try XMLReader(body)
      while try reader.advance() {
        try visit(reader)
        if reader.depth == 1 { isRoot = reader.isAt(root) }
      }
    } catch let error as XMLError {
      throw .unreadable("\(error)")
    } catch let failure as S3Error {
      // What the visitor missed may be missing because this is no such answer.
      throw refusal ?? failure
    } catch {
      throw .unreadable("\(error)")
    }
    guard isRoot else { throw refusal ?? .unreadable("it is no \(root)") }
  }

  /// The error that a body is, whatever the status says: CompleteMultipartUpload starts to answer before it is done.
  private var refusal: S3Error? {
    guard var reader = try? XMLReader(body) else { return nil }
    var isError = false
    while (try? reader.advance()) == true { isError = reader.depth == 1 && reader.isAt("Error") }
    guard isError else { return nil }
    return S3Error(self)
  }
}
