import CloudAPI
import HTTP
import ObjectStore
import SQLTypes
import Serving
import System

/// What `serve` and `exec` say of AWS's services: where they listen, and whose signatures they take.
struct CloudOptions {
  static let options = [
    Option(
      name: "aws-port", value: "PORT",
      summary: "AWS's services listen on this port (default 4566; 0 takes a free one)"),
    Option(
      name: "access-key", value: "ID:SECRET", summary: "take requests signed with this key only", repeats: true),
    Option(name: "no-aws", summary: "the database only, without AWS's services"),
  ]

  private static let usualPort: UInt16 = 4566

  /// nil: the usual one, or where that is taken a free one.
  private let port: UInt16?
  private let isWanted: Bool
  private let keys: [String: SigningCredentials]

  init(_ arguments: Arguments) throws {
    isWanted = !arguments.has("no-aws")
    port = try arguments.number("aws-port", atLeast: 0).map { number in
      guard let port = UInt16(exactly: number) else { throw UsageError("--aws-port takes a number up to 65535") }
      return port
    }
    var keys: [String: SigningCredentials] = [:]
    for text in arguments.all("access-key") {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { throw UsageError("--access-key takes an id and its secret: ID:SECRET") }
      keys[String(parts[0])] = SigningCredentials(accessKey: String(parts[0]), secretKey: String(parts[1]))
    }
    self.keys = keys
    if !isWanted && (port != nil || !keys.isEmpty) {
      throw UsageError("--no-aws contradicts --aws-port and --access-key")
    }
  }

  /// Listens beside an endpoint and answers from now on; nil where it is not wanted. 58030 for a port that is taken.
  /// `buckets`: where S3's are; `assumedRegion`: which clients have that were told none.
  func start(
    beside clusters: ClusterDirectory, buckets: BucketHome, assumedRegion: String? = nil
  ) throws(SQLError) -> CloudEndpoint? {
    guard isWanted else { return nil }
    let wanted = port ?? Self.usualPort
    do {
      return try start(clusters, buckets, wanted, assumedRegion)
    } catch  where error.isInUse && port == nil {
      do { return try start(clusters, buckets, 0, assumedRegion) } catch {
        throw ServeCommand.refusal(error, [.loopback(0)])
      }
    } catch {
      throw ServeCommand.refusal(error, [.loopback(wanted)], option: "--aws-port")
    }
  }

  private func start(
    _ clusters: ClusterDirectory, _ buckets: BucketHome, _ port: UInt16, _ assumedRegion: String?
  ) throws(SystemError) -> CloudEndpoint {
    let cloud = try CloudEndpoint(
      at: [.loopback(port), .loopback6(port)],
      access: CloudEndpoint.Access(keys: keys, assumedRegion: assumedRegion), clusters: clusters,
      buckets: BucketFolder(buckets.path, isTemporary: buckets.isTemporary))
    cloud.run()
    return cloud
  }

  private static let region = "us-west-2"

  /// The region that clients have from here, where the environment gives them none.
  static var assumedRegion: String? {
    Environment["AWS_REGION"] == nil && Environment["AWS_DEFAULT_REGION"] == nil ? region : nil
  }

  /// What AWS's SDKs read to come here, as far as the environment does not say where they go already.
  func environment(_ cloud: CloudEndpoint) -> [String: String] {
    guard let address = cloud.addresses.first else { return [:] }
    var variables = [
      "AWS_DEFAULT_REGION": Self.region, "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_ACCESS_KEY_ID": keys.keys.sorted().first ?? "localshift",
      "AWS_SECRET_ACCESS_KEY": keys.sorted { $0.key < $1.key }.first?.value.secretKey.revealed ?? "localshift",
    ]
    variables["AWS_ENDPOINT_URL"] = "http://\(address.host):\(address.port)"
    return variables.filter { Environment[$0.key] == nil }
  }
}
