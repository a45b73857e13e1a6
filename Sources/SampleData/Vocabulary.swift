/// The invented words that names, titles and places are put together from.
///
/// Their order is part of the data's definition: a new word changes every data set. Each worker has its own copy: two
/// threads that count the references of the same arrays take twice as long as one.
final class Vocabulary: Sendable {
  let adjectives = Vocabulary.phrases(
    """
    Amber,Brittle,Copper,Distant,Electric,Feral,Gilded,Hollow,Indigo,Jagged,Kindred,Lunar,Marble,Nimble,Opal,Paper,Quiet,\
    Restless,Scarlet,Tidal,Upright,Velvet,Wandering,Xenial,Yonder,Zigzag,Borrowed,Crooked,Drowsy,Eleventh,Frozen,Ghostly
    """)
  let nouns = Vocabulary.phrases(
    """
    Antler,Beacon,Cinder,Drummer,Engine,Falcon,Garden,Harbor,Island,Juniper,Kettle,Lantern,Meadow,Needle,Orchard,Pilot,\
    Quarry,River,Saddle,Tunnel,Umbrella,Valley,Window,Yard,Anchor,Bridge,Candle,Desert,Ember,Forest,Glacier,Hammer
    """)
  let foreignNames = Vocabulary.phrases(
    """
    Sigrún Þorvalds,Łucja Wróbel,Les Étoiles Pâles,Café Ñandú,Mañana Señor,Jürgen Großmann,夜明けの海,Тихий Город,Ωκεανός,\
    Bjørn & Søn,Tiếng Gió,Dvořákovi,🎷 Quartet,Çağla Işık,São Ninguém,Naïve Forêt
    """)
  let titleWords = Vocabulary.phrases(
    """
    After,Again,Airport,Alone,Autumn,Avenue,Ballad,Blue,Bones,Breathe,Carousel,Circles,City,Cold,Come,Dance,Daylight,Dear,\
    Down,Dream,Echo,Fading,Fever,Fire,Fly,Forget,Gold,Goodbye,Gravity,Heart,Hello,Highway,Home,Honey,Hour,Journey,Kiss,\
    Last,Letter,Light,Little,Long,Lost,Love,Machine,Midnight,Mirror,Moon,Morning,Night,Ocean,Over,Parade,Piano,Rain,Remember,\
    Ride,Run,Satellite,Season,Shadow,Silver,Sister,Sky,Sleep,Slow,Smoke,Snow,Stay,Stone,Storm,Street,Summer,Sunday,Sweet,\
    Thunder,Time,Tonight,Under,Violet,Wait,Walls,Water,Wild,Winter,Wonder,Años,Été,Übermorgen,Ночь
    """)
  let titleEnds = [
    Phrase(" (Live)"), Phrase(" (Album Version)"), Phrase(" (Remastered)"), Phrase(" - Part 2"), Phrase(" [Demo]"),
    Phrase(" / Reprise"), Phrase(" \"Unplugged\""), Phrase(", Op. 9"),
  ]
  let firstNames = Vocabulary.phrases(
    """
    Adela,Bruno,Celeste,Dimitri,Elif,Farid,Greta,Hamza,Inés,Jonas,José,Kirsten,Leandro,Mirela,Nadia,Oskar,Priya,Quentin,\
    Rosalind,Søren,Tobias,Ursula,Viktor,Wilma,Xavi,Yara,Zoë,Chloé,Łukasz,Олена,悠真,D'Arcy
    """)
  let lastNames = Vocabulary.phrases(
    """
    Abernathy,Bellweather,Castellan,Dunmore,Eastlake,Fairweather,Grimaldi,Holloway,Ironside,Jankowski,Kowalczyk,Lindqvist,\
    Marchetti,Northcott,O'Malley,Pemberton,Quillfeather,Rosenthal,Santángelo,Thistlewood,Underhill,Vandermeer,Whitlock,\
    Yamashiro,Zimmerfeld,Müller-Brandt,Nguyễn,Øverland
    """)
  let places = Vocabulary.phrases(
    """
    Alder Falls,Birchfield,Cedar Point,Dunwich,Elm Grove,Fernhollow,Glenrock,Hazelton,Ivydale,Juniper Bay,Kingsmoor,Lakemont,\
    Mapleton,Northport,Oakhurst,Pinecrest,Queensbury,Ridgeway,Stonebridge,Thornhill,Upton,Vistamar,Westbrook,Yarrow
    """)
  let states = Vocabulary.phrases("AZ,CA,CO,FL,GA-AL,IL-IN-WI,KY,LA,MI,NY-NJ-PA,OR-WA,TX")
  let farPlaces = Vocabulary.phrases("Reykjavík,København,Łódź,大阪,São Tomé,Nowhere/Everywhere,UNITED KINGDOM,Québec")
  let agents: [Phrase]

  let the = Phrase("The ")
  let space = Phrase(" ")
  let plural = Phrase("s")
  let and = Phrase(" & ")
  let slash = Phrase("/")
  let disc = Phrase("DJ ")
  let quotedStart = Phrase(" \"")
  let quotedEnd = Phrase("\" ")
  let featuring = Phrase(" feat. ")
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  let identifierDigits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  let hexDigits = Array("0123456789ABCDEF".utf8)
  let null = Array("null".utf8)
  let songKeys = SongKeys()
  let eventKeys = EventKeys()
  let pages = Pages()

  init() {
    let engine = "(KHTML, like Gecko)"
    let kit = "AppleWebKit/540.1 \(engine)"
    agents = [
      Phrase("\"Mozilla/5.0 (Windows NT 6.3; WOW64) \(kit) Chrome/40.0.1111.10 Safari/540.1\""),
      Phrase("\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_2) \(kit) Chrome/40.0.1111.10 Safari/540.1\""),
      Phrase("\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_2) \(kit) Version/7.2 Safari/540.1.2\""),
      Phrase("\"Mozilla/5.0 (X11; Linux x86_64) \(kit) Ubuntu Chromium/39.0.1010.5 Chrome/39.0.1010.5 Safari/540.1\""),
      Phrase(
        "\"Mozilla/5.0 (iPhone; CPU iPhone OS 7_2 like Mac OS X) \(kit) Version/7.0 Mobile/11Z999 Safari/9540.1\""),
      Phrase("\"Mozilla/5.0 (iPad; CPU OS 7_2 like Mac OS X) \(kit) Version/7.0 Mobile/11Z999 Safari/9540.1\""),
      Phrase("Mozilla/5.0 (Windows NT 6.3; WOW64; rv:35.0) Gecko/20100101 Firefox/35.0"),
      Phrase("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:35.0) Gecko/20100101 Firefox/35.0"),
      Phrase("Mozilla/5.0 (Windows NT 6.2; Trident/7.0; rv:11.0) like Gecko"),
    ]
  }

  private static func phrases(_ list: String) -> [Phrase] { list.split(separator: ",").map { Phrase(String($0)) } }
}
