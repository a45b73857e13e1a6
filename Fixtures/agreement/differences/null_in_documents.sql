-- what: null in a document is NULL, beside jsonb
-- where: sql.md 1.3
-- PostgreSQL: False
-- Redshift: True

SELECT JSON_PARSE('null') IS NULL
