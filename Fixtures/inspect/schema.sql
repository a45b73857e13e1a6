-- Tables that the tests of `localshift inspect` name.
CREATE TABLE venues (id INT, name VARCHAR(30), state CHAR(2), seats INT);
