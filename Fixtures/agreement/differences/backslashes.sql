-- what: a backslash in a plain literal is an escape
-- where: wire.md 6.6
-- PostgreSQL: NOTICE:  4
-- Redshift: NOTICE:  3

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', length('a\nb'); END $$

CALL p()
