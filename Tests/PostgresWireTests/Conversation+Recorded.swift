import Foundation
import PostgresWire
import TestSupport

/// What drivers really sent, in `Fixtures/wire`, as `Tests/Clients/record` wrote it down.
extension Conversation {
  static let recorded = ["asyncpg", "jdbc", "pg8000", "psql", "psycopg", "psycopg2", "redshift_connector"].map {
    Conversation(name: "\($0), recorded", pieces: pieces(ofFile: "Fixtures/wire/\($0).txt"), transcript: [])
  }

  private static func pieces(ofFile path: String) -> [[UInt8]] {
    let text = (try? String(contentsOfFile: Repository.path(path), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in bytes(ofHex: Array(line.utf8)) }
  }

  private static func bytes(ofHex digits: [UInt8]) -> [UInt8] {
    stride(from: 0, to: digits.count - 1, by: 2).map { index in
      UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) ?? 0
    }
  }
}
