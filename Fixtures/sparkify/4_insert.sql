-- Who plays is as they were at their latest event.
INSERT INTO users (user_id, first_name, last_name, gender, level)
SELECT user_id, first_name, last_name, gender, level
FROM (
    SELECT userId    AS user_id,
           firstName AS first_name,
           lastName  AS last_name,
           gender,
           level,
           ROW_NUMBER() OVER (PARTITION BY userId ORDER BY ts DESC) AS latest
    FROM staging_events
    WHERE page = 'NextSong' AND userId IS NOT NULL
)
WHERE latest = 1;

INSERT INTO songs (song_id, title, artist_id, year, duration)
SELECT DISTINCT song_id, title, artist_id, year, duration
FROM staging_songs
WHERE song_id IS NOT NULL;

-- An artist is as their latest song describes them.
INSERT INTO artists (artist_id, name, location, latitude, longitude)
WITH described AS (
    SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude,
           ROW_NUMBER() OVER (PARTITION BY artist_id ORDER BY year DESC, song_id) AS place
    FROM staging_songs
    WHERE artist_id IS NOT NULL
)
SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude
FROM described
WHERE place = 1;

INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
SELECT TIMESTAMP 'epoch' + se.ts/1000 * INTERVAL '1 second' AS start_time,
       se.userId,
       se.level,
       ss.song_id,
       ss.artist_id,
       se.sessionId,
       se.location,
       se.userAgent
FROM staging_events se
LEFT JOIN staging_songs ss
       ON (se.song = ss.title AND se.artist = ss.artist_name AND se.length = ss.duration)
WHERE se.page = 'NextSong';

INSERT INTO time (start_time, hour, day, week, month, year, weekday)
SELECT DISTINCT start_time,
       EXTRACT(hour FROM start_time),
       EXTRACT(day FROM start_time),
       EXTRACT(week FROM start_time),
       EXTRACT(month FROM start_time),
       EXTRACT(year FROM start_time),
       EXTRACT(weekday FROM start_time)
FROM songplays;
