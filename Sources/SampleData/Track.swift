/// Where a song file lies: its name and the three folders named after letters of it, as in the real bucket.
struct Track {
  /// `A/B/C/TRABCXY128F0123ABC.json`
  let path: String

  /// Songs fill folders of about twenty-four files, `A/A/A` first.
  init(number: Int, of count: Int, seed: UInt64, _ words: Vocabulary) {
    let folders = Self.folderCount(count)
    let folder = number % folders
    let index = number / folders
    var random = SplitMix64(seed: seed, .track, number)
    var name: [UInt8] = []
    name.append(index &* 397 % 676, digits: 2, of: words.letters)
    name += Array("128F".utf8)
    name.append(random.below(1 << 20), digits: 5, of: words.hexDigits)
    name.append(index / 676, digits: 2, of: words.hexDigits)
    let letters = Self.letters(ofFolder: folder)
    path = letters.joined(separator: "/") + "/TR" + letters.joined() + String(decoding: name, as: UTF8.self) + ".json"
  }

  /// All folders of the song files, those that hold others first: `A`, `A/A`, `A/A/A`, `A/A/B`.
  static func folders(of count: Int) -> [String] {
    var names: [String] = []
    for folder in 0..<folderCount(count) {
      let letters = letters(ofFolder: folder)
      if folder % 676 == 0 { names.append(letters[0]) }
      if folder % 26 == 0 { names.append(letters[0...1].joined(separator: "/")) }
      names.append(letters.joined(separator: "/"))
    }
    return names
  }

  private static func folderCount(_ files: Int) -> Int { min((files + 23) / 24, 17_576) }

  private static func letters(ofFolder folder: Int) -> [String] {
    [folder / 676, folder / 26 % 26, folder % 26].map { String(UnicodeScalar(UInt8(truncatingIfNeeded: 65 &+ $0))) }
  }
}
