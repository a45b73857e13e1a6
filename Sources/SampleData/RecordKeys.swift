/// What stands between the values of a song record.
final class SongKeys: Sendable {
  let artistID = Array(#"{"artist_id":""#.utf8)
  let latitude = Array(#"","artist_latitude":"#.utf8)
  let location = Array(#","artist_location":"#.utf8)
  let longitude = Array(#","artist_longitude":"#.utf8)
  let artistName = Array(#","artist_name":"#.utf8)
  let duration = Array(#","duration":"#.utf8)
  let songID = Array(#","num_songs":1,"song_id":""#.utf8)
  let title = Array(#"","title":"#.utf8)
  let year = Array(#","year":"#.utf8)
}

/// What stands between the values of an event record.
final class EventKeys: Sendable {
  let noArtist = Array(#"{"artist":null"#.utf8)
  let artist = Array(#"{"artist":""#.utf8)
  let artistEnd = [UInt8(ascii: "\"")]
  let loggedIn = Array(#","auth":"Logged In","firstName":""#.utf8)
  let loggedOut = Array(#","auth":"Logged Out","firstName":null,"gender":null,"itemInSession":"#.utf8)
  let female = Array(#"","gender":"F","itemInSession":"#.utf8)
  let male = Array(#"","gender":"M","itemInSession":"#.utf8)
  let lastName = Array(#","lastName":""#.utf8)
  let length = Array(#"","length":"#.utf8)
  let noLength = Array(#"","length":null"#.utf8)
  let noName = Array(#","lastName":null,"length":null"#.utf8)
  let free = Array(#","level":"free","location":"#.utf8)
  let paid = Array(#","level":"paid","location":"#.utf8)
  let registration = Array(#","registration":"#.utf8)
  let noRegistration = Array(#","registration":null,"sessionId":"#.utf8)
  let sessionID = Array(#".0,"sessionId":"#.utf8)
  let song = Array(#","song":"#.utf8)
  let noSong = Array(#","song":null"#.utf8)
  let status = Array(#","status":"#.utf8)
  let time = Array(#","ts":"#.utf8)
  let agent = Array(#","userAgent":""#.utf8)
  let userID = Array(#"","userId":""#.utf8)
  let end = Array("\"}\n".utf8)
  let anonymousEnd = Array(#","userAgent":null,"userId":""}"#.utf8) + [0x0a]
}
