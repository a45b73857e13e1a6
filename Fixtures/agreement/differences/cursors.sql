-- what: a session has one open cursor
-- where: sql.md 1.4
-- PostgreSQL: done
-- Redshift: ERROR 24000: opening multiple cursors from within the same client connection is not allowed.

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$
DECLARE a CURSOR FOR SELECT 1; b CURSOR FOR SELECT 2;
BEGIN
  OPEN a;
  OPEN b;
END $$

CALL p()
