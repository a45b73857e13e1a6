-- what: a name that is a variable's and a column's is the variable's
-- where: sql.md 1.4
-- PostgreSQL: ERROR 42702: column reference "a" is ambiguous
-- Redshift: NOTICE:  2

CREATE TABLE t (a INT)

INSERT INTO t VALUES (1), (2)

CREATE PROCEDURE p(a INT) LANGUAGE plpgsql AS $$
DECLARE n INT;
BEGIN
  SELECT count(*) INTO n FROM t WHERE a = 2;
  RAISE NOTICE '%', n;
END $$

CALL p(2)
