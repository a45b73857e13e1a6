/// A subnet of the default network: one in each of three zones.
struct Subnet {
  let id: String
  let zone: String
  let block: String

  static func all(_ region: String) -> [Subnet] {
    ["a", "b", "c"].enumerated().map { index, letter in
      Subnet(id: "subnet-0a1b2c3d4e5f6071\(index)", zone: region + letter, block: "172.31.\(index * 16).0/20")
    }
  }
}
