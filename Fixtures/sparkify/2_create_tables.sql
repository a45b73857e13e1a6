CREATE TABLE IF NOT EXISTS staging_events (
    artist        VARCHAR,
    auth          VARCHAR,
    firstName     VARCHAR,
    gender        CHAR(1),
    itemInSession INTEGER,
    lastName      VARCHAR,
    length        FLOAT,
    level         VARCHAR,
    location      VARCHAR,
    method        VARCHAR,
    page          VARCHAR,
    registration  BIGINT,
    sessionId     INTEGER,
    song          VARCHAR DISTKEY,
    status        INTEGER,
    ts            BIGINT SORTKEY,
    userAgent     TEXT,
    userId        INTEGER
);

CREATE TABLE IF NOT EXISTS staging_songs (
    num_songs        INTEGER,
    artist_id        VARCHAR,
    artist_latitude  FLOAT,
    artist_longitude FLOAT,
    artist_location  VARCHAR(MAX),
    artist_name      VARCHAR(MAX),
    song_id          VARCHAR,
    title            VARCHAR(500) DISTKEY,
    duration         FLOAT,
    year             INTEGER
);

-- Dimensions first: songplays refers to them.
CREATE TABLE IF NOT EXISTS users (
    user_id    INTEGER PRIMARY KEY SORTKEY,
    first_name VARCHAR NOT NULL,
    last_name  VARCHAR NOT NULL,
    gender     CHAR(1),
    level      VARCHAR(10) NOT NULL
) DISTSTYLE ALL;

CREATE TABLE IF NOT EXISTS songs (
    song_id   VARCHAR PRIMARY KEY SORTKEY,
    title     VARCHAR(500) NOT NULL,
    artist_id VARCHAR NOT NULL DISTKEY,
    year      INTEGER,
    duration  FLOAT
);

CREATE TABLE IF NOT EXISTS artists (
    artist_id VARCHAR PRIMARY KEY,
    name      VARCHAR(MAX) NOT NULL,
    location  VARCHAR(MAX),
    latitude  FLOAT,
    longitude FLOAT
) DISTSTYLE ALL SORTKEY (artist_id);

CREATE TABLE IF NOT EXISTS time (
    start_time TIMESTAMP PRIMARY KEY SORTKEY,
    hour       SMALLINT,
    day        SMALLINT,
    week       SMALLINT,
    month      SMALLINT,
    year       SMALLINT,
    weekday    SMALLINT
) DISTSTYLE ALL;

CREATE TABLE IF NOT EXISTS songplays (
    songplay_id INTEGER IDENTITY(0,1) PRIMARY KEY,
    start_time  TIMESTAMP NOT NULL SORTKEY REFERENCES time(start_time),
    user_id     INTEGER NOT NULL REFERENCES users(user_id),
    level       VARCHAR(10),
    song_id     VARCHAR DISTKEY REFERENCES songs(song_id),
    artist_id   VARCHAR REFERENCES artists(artist_id),
    session_id  INTEGER,
    location    VARCHAR,
    user_agent  VARCHAR
);
