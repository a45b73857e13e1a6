import HTTP
import SQLTypes

/// The XML that S3 wants to be told.
enum S3RequestBody {
  static func complete(_ parts: [S3Part]) -> [UInt8] {
    let items = parts.map { "<Part><PartNumber>\($0.number)</PartNumber><ETag>\(escaped($0.etag))</ETag></Part>" }
    return document("CompleteMultipartUpload", items.joined())
  }

  /// Asks for an answer about those keys only that could not be deleted.
  static func delete(_ keys: [String]) -> [UInt8] {
    let items = keys.map { "<Object><Key>\(escaped($0))</Key></Object>" }
    return document("Delete", items.joined() + "<Quiet>true</Quiet>")
  }

  private static func document(_ name: String, _ content: String) -> [UInt8] {
    let space = "http://s3.amazonaws.com/doc/2006-03-01/"
    return Array("<\(name) xmlns=\"\(space)\">\(content)</\(name)>".utf8)
  }

  /// Content-MD5's value.
  static func checksum(_ body: [UInt8]) -> String { Base64.text(body.withUnsafeBytes { Digest.md5($0) }) }

  /// Control characters go as references too: a reader would take a bare carriage return for a line feed.
  static func escaped(_ text: String) -> String {
    var answer = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": answer += "&amp;"
      case "<": answer += "&lt;"
      case ">": answer += "&gt;"
      case "\"": answer += "&quot;"
      case _ where scalar.value < 0x20: answer += "&#\(scalar.value);"
      default: answer.unicodeScalars.append(scalar)
      }
    }
    return answer
  }
}
