-- what: TRUNCATE commits
-- where: sql.md 1.4
-- PostgreSQL: 1
-- Redshift: 0

CREATE TABLE t (a INT)

INSERT INTO t VALUES (1)

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN TRUNCATE t; RAISE EXCEPTION 'stop'; END $$

CALL p()

SELECT count(*) FROM t
