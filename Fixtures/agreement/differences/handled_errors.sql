-- what: an exception block in the default mode: the error goes on behind it
-- where: sql.md 1.4
-- PostgreSQL: handled
-- Redshift: ERROR P0001: stop

CREATE PROCEDURE p(INOUT s VARCHAR(20)) LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'stop';
EXCEPTION WHEN OTHERS THEN
  s := 'handled';
END $$

CALL p('')
