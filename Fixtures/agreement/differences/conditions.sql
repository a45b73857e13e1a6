-- what: exception conditions other than OTHERS
-- where: sql.md 1.4
-- PostgreSQL: done
-- Redshift: ERROR 0A000: OTHERS is the only supported condition of an exception block

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN NULL; EXCEPTION WHEN division_by_zero THEN NULL; END $$
