/// The events of one day in the order of their times, drawn from the day's number alone.
///
/// A dozen sessions are open at a time, each with a user who may begin logged out; every event belongs to one of them.
/// The day is cut into as many slots as it has events and each event falls into its own, so times only rise. Now and
/// then an event takes the time of the one before, but only where that is another user's: "the latest event of a user"
/// is never in doubt.
struct DayEvents {
  private let options: SparkifyOptions
  private let words: Vocabulary
  private let numbers: Range<Int>
  private let start: Int
  private let slot: Int
  private var random: SplitMix64
  private var visits: [Visit] = []
  private var next: Int
  private var last = (time: 0, user: 0, isTied: true)

  init(day: Int, _ options: SparkifyOptions, _ words: Vocabulary) {
    self.options = options
    self.words = words
    numbers = Month(events: options.events).events(of: day)
    next = numbers.lowerBound
    start = Month.start + day * Month.dayLength
    slot = Month.dayLength / max(numbers.count, 1)
    random = SplitMix64(seed: options.seed, .day, day)
  }

  var remaining: Int { numbers.upperBound - next }

  /// Appends the next event's line; call only while some remain.
  mutating func appendNext(to bytes: inout [UInt8]) {
    let index = pickVisit()
    let visit = visits[index]
    let time = drawTime(user: visit.user.id)
    let page = drawPage(visit, at: time)
    if visit.isAnonymous {
      appendAnonymous(visit, page, time, to: &bytes)
    } else {
      append(visit, page, time, to: &bytes)
    }
    visits[index].advance(past: page)
    next += 1
  }

  private mutating func pickVisit() -> Int {
    let open = min(12, numbers.count / 8 + 1)
    if visits.count < open {
      visits.append(newVisit())
      return visits.count - 1
    }
    let index = random.below(open)
    if visits[index].left == 0 { visits[index] = newVisit() }
    return index
  }

  private mutating func newVisit() -> Visit {
    let number = min(random.below(options.userCount), random.below(options.userCount))
    let user = User(number: number, seed: options.seed, words)
    let length = 1 + random.below(8) * random.below(8)
    return Visit(user: user, id: next + 1, left: length, isAnonymous: random.chance(1, in: 4))
  }

  private mutating func drawTime(user: Int) -> Int {
    let drawn = start + (next - numbers.lowerBound) * slot + random.below(slot)
    let isTied = random.chance(1, in: 150) && !last.isTied && last.user != user
    last = (isTied ? last.time : drawn, user, isTied)
    return last.time
  }

  private mutating func drawPage(_ visit: Visit, at time: Int) -> Page {
    if visit.isAnonymous { return words.pages.anonymous(&random) }
    if random.chance(86, in: 100) { return words.pages.play }
    return words.pages.other(isPaying: visit.user.isPaying(at: time), &random)
  }
}

extension DayEvents {
  private mutating func append(_ visit: Visit, _ page: Page, _ time: Int, to bytes: inout [UInt8]) {
    let keys = words.eventKeys
    let user = visit.user
    let style: JSONStyle = random.chance(1, in: 4) ? .unicodeEvent : .event
    let play = page.kind == .play ? Play(&random, options, words) : nil
    if let play { play.appendArtist(to: &bytes, style, words) } else { bytes += keys.noArtist }
    bytes += keys.loggedIn
    bytes.append(words.firstNames[user.firstName], style)
    bytes += user.isFemale ? keys.female : keys.male
    bytes.append(decimal: visit.item)
    bytes += keys.lastName
    bytes.append(words.lastNames[user.lastName], style)
    if let play { play.appendLength(to: &bytes, words) } else { bytes += keys.noLength }
    bytes += user.isPaying(at: time) ? keys.paid : keys.free
    user.place.append(to: &bytes, style, words)
    bytes += page.request
    bytes += keys.registration
    bytes.append(decimal: user.registration)
    bytes += keys.sessionID
    bytes.append(decimal: visit.id)
    if let play { play.appendSong(to: &bytes, style, words) } else { bytes += keys.noSong }
    bytes += keys.status
    bytes.append(decimal: page.status)
    bytes += keys.time
    bytes.append(decimal: time)
    bytes += keys.agent
    bytes.append(words.agents[user.agent], style)
    bytes += keys.userID
    bytes.append(decimal: user.id)
    bytes += keys.end
  }

  private func appendAnonymous(_ visit: Visit, _ page: Page, _ time: Int, to bytes: inout [UInt8]) {
    let keys = words.eventKeys
    bytes += keys.noArtist
    bytes += keys.loggedOut
    bytes.append(decimal: visit.item)
    bytes += keys.noName
    bytes += visit.user.isPaying(at: time) ? keys.paid : keys.free
    bytes += words.null
    bytes += page.request
    bytes += keys.noRegistration
    bytes.append(decimal: visit.id)
    bytes += keys.noSong
    bytes += keys.status
    bytes.append(decimal: page.status)
    bytes += keys.time
    bytes.append(decimal: time)
    bytes += keys.anonymousEnd
  }
}
