/// Where an artist or a user comes from, as the files spell it.
enum Place {
  case blank, null
  /// A bare JSON number in place of text.
  case number(Int)
  case far(Int)
  case town(Int, state: Int)
  /// Two or three towns joined: `Birchfield-Dunwich, TX`.
  case metropolis(Int, Int, Int?, state: Int)

  static func ofUser(_ random: inout SplitMix64, _ words: Vocabulary) -> Place {
    let first = random.below(words.places.count)
    let second = random.below(words.places.count)
    let third = random.chance(1, in: 3) ? random.below(words.places.count) : nil
    return .metropolis(first, second, third, state: random.below(words.states.count))
  }

  static func ofArtist(_ random: inout SplitMix64, _ words: Vocabulary) -> Place {
    switch random.below(20) {
    case 0..<9: .blank
    case 9..<12: .far(random.below(words.farPlaces.count))
    default: .town(random.below(words.places.count), state: random.below(words.states.count))
    }
  }

  /// As a JSON value.
  func append(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    switch self {
    case .null: bytes += words.null
    case .number(let number): bytes.append(decimal: number)
    default:
      bytes.append(0x22)
      appendText(to: &bytes, style, words)
      bytes.append(0x22)
    }
  }

  private func appendText(to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary) {
    switch self {
    case .blank, .null, .number: break
    case .far(let index): bytes.append(words.farPlaces[index], style)
    case .town(let town, let state): appendTowns([town], state, to: &bytes, style, words)
    case .metropolis(let first, let second, nil, let state):
      appendTowns([first, second], state, to: &bytes, style, words)
    case .metropolis(let first, let second, let third?, let state):
      appendTowns([first, second, third], state, to: &bytes, style, words)
    }
  }

  private func appendTowns(
    _ towns: [Int], _ state: Int, to bytes: inout [UInt8], _ style: JSONStyle, _ words: Vocabulary
  ) {
    for (index, town) in towns.enumerated() {
      if index > 0 { bytes.append(0x2d) }
      bytes.append(words.places[town], style)
    }
    bytes += [0x2c, 0x20]
    bytes.append(words.states[state], style)
  }
}
