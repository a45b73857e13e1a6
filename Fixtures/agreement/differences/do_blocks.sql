-- what: DO
-- where: sql.md 1.1
-- PostgreSQL: done
-- Redshift: ERROR 42601: syntax error at or near "DO"

DO $$ BEGIN NULL; END $$
