/// What a user asked for: how the request stands in an event record.
struct Page: Sendable {
  let kind: Kind
  let request: [UInt8]
  let status: Int

  /// The pages that mean something to the events around them.
  enum Kind: String {
    case play = "NextSong"
    case login = "Login"
    case logout = "Logout"
    case other
  }

  init(_ method: String, _ name: String, _ status: Int) {
    kind = Kind(rawValue: name) ?? .other
    self.status = status
    request = Array(#","method":"\#(method)","page":"\#(name)""#.utf8)
  }
}

/// The pages of the site, with how often they are asked for.
final class Pages: Sendable {
  let play = Page("PUT", "NextSong", 200)
  let home = Page("GET", "Home", 200)
  let login = Page("PUT", "Login", 307)
  let logout = Page("PUT", "Logout", 307)
  private let help = Page("GET", "Help", 200)
  private let about = Page("GET", "About", 200)
  private let settings = Page("GET", "Settings", 200)
  private let saveSettings = Page("PUT", "Save Settings", 307)
  private let error = Page("GET", "Error", 404)
  private let upgrade = Page("GET", "Upgrade", 200)
  private let downgrade = Page("GET", "Downgrade", 200)
  private let submitUpgrade = Page("PUT", "Submit Upgrade", 307)
  private let submitDowngrade = Page("PUT", "Submit Downgrade", 307)

  func anonymous(_ random: inout SplitMix64) -> Page {
    switch random.below(100) {
    case 0..<55: home
    case 55..<90: login
    case 90..<96: about
    default: help
    }
  }

  /// A page other than a play.
  func other(isPaying: Bool, _ random: inout SplitMix64) -> Page {
    switch random.below(1000) {
    case 0..<670: home
    case 670..<765: logout
    case 765..<850: isPaying ? downgrade : upgrade
    case 850..<910: settings
    case 910..<950: help
    case 950..<973: about
    case 973..<983: saveSettings
    case 983..<992: error
    default: isPaying ? submitDowngrade : submitUpgrade
    }
  }
}
