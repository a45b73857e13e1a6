-- what: DO
-- where: sql.md 1.1
-- PostgreSQL: done
-- Redshift: ERROR 0A000: DO is not supported yet

DO $$ BEGIN NULL; END $$
