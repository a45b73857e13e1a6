-- The songs that are played most
SELECT s.title, a.name, COUNT(*) AS plays
FROM songplays sp
JOIN songs s ON sp.song_id = s.song_id
JOIN artists a ON sp.artist_id = a.artist_id
GROUP BY s.title, a.name
ORDER BY plays DESC, s.title, a.name
LIMIT 5;

-- When paying and other users listen
SELECT t.weekday, sp.level, COUNT(*) AS plays, COUNT(DISTINCT sp.user_id) AS listeners
FROM songplays sp
JOIN time t ON sp.start_time = t.start_time
GROUP BY 1, 2
ORDER BY 1, 2;

-- Plays of songs that no song file knows
SELECT COUNT(*) AS plays, COUNT(song_id) AS known, COUNT(*) - COUNT(song_id) AS unknown
FROM songplays;
