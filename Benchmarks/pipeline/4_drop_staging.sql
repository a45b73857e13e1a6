-- Only the five tables are exported, as the peers do.
DROP TABLE staging_events;
DROP TABLE staging_songs;
