-- what: functions in PL/pgSQL
-- where: sql.md 1.4
-- PostgreSQL: done
-- Redshift: ERROR 0A000: functions in LANGUAGE plpgsql are not supported

CREATE FUNCTION f() RETURNS INT LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$
