/// Where a song file lies: its name and the three folders named after letters of it, as in the real bucket.
struct Track {
  /// `A/B/C/TRABCXY128F0123ABC.json`
  let path: String

  /// Songs fill folders of about twenty-four files, `A/A/A` first.
  init(number: Int, of count: Int, seed: UInt64, _ words: Vocabulary) {
    let folders = min((count + 23) / 24, 17_576)
    let folder = number % folders
    let place = number / folders
    var random = SplitMix64(seed: seed, .track, number)
    let letters = [folder / 676, folder / 26 % 26, folder % 26].map { words.letters[$0] }
    var name = Array("TR".utf8) + letters
    name.append(place &* 397 % 676, digits: 2, of: words.letters)
    name += Array("128F".utf8)
    name.append(random.below(1 << 20), digits: 5, of: words.hexDigits)
    name.append(place / 676, digits: 2, of: words.hexDigits)
    let folderPath = letters.map { String(UnicodeScalar($0)) + "/" }.joined()
    path = folderPath + String(decoding: name, as: UTF8.self) + ".json"
  }
}
