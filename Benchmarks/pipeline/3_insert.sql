INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
SELECT TIMESTAMP 'epoch' + e.ts * INTERVAL '0.001 second', e.userId, e.level, s.song_id, s.artist_id, e.sessionId,
       e.location, e.userAgent
FROM staging_events e
LEFT JOIN staging_songs s ON e.song = s.title AND e.artist = s.artist_name AND e.length = s.duration
WHERE e.page = 'NextSong';

INSERT INTO users
SELECT user_id, first_name, last_name, gender, level
FROM (
    SELECT userId AS user_id, firstName AS first_name, lastName AS last_name, gender, level,
           ROW_NUMBER() OVER (PARTITION BY userId ORDER BY ts DESC) AS place
    FROM staging_events
    WHERE page = 'NextSong'
)
WHERE place = 1;

INSERT INTO songs SELECT DISTINCT song_id, title, artist_id, year, duration FROM staging_songs;

INSERT INTO artists
SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude
FROM (
    SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude,
           ROW_NUMBER() OVER (PARTITION BY artist_id ORDER BY year DESC, song_id) AS place
    FROM staging_songs
)
WHERE place = 1;

INSERT INTO time
SELECT DISTINCT start_time, EXTRACT(hour FROM start_time), EXTRACT(day FROM start_time), EXTRACT(week FROM start_time),
       EXTRACT(month FROM start_time), EXTRACT(year FROM start_time), EXTRACT(weekday FROM start_time)
FROM songplays;
