-- what: NONATOMIC: what stood before the error stays
-- where: sql.md 1.4
-- PostgreSQL: 0
-- Redshift: 1

CREATE TABLE t (a INT)

CREATE PROCEDURE p() NONATOMIC LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RAISE EXCEPTION 'stop'; END $$

CALL p()

SELECT count(*) FROM t
