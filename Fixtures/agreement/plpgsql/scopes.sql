-- which variable a name means, and what declarations may say

CREATE PROCEDURE hidden(INOUT i INT) LANGUAGE plpgsql AS $$
<<whole>>
DECLARE n INT := i; c CONSTANT INT := 4; m INT NOT NULL DEFAULT 5;
BEGIN
  DECLARE i INT := i + 1; n INT := n + 10;
  BEGIN
    RAISE NOTICE '% % % %', i, hidden.i, n, whole.n;
    i := 100;
    hidden.i := hidden.i + c;
    whole.n := 7;
  END;
  FOR i IN 1..2 LOOP RAISE NOTICE '% %', i, hidden.i; END LOOP;
  RAISE NOTICE '% % %', i, n, m;
END $$

CALL hidden(1)

CREATE PROCEDURE fixed() LANGUAGE plpgsql AS $$ DECLARE m INT NOT NULL := 1; BEGIN m := NULL; END $$

CALL fixed()

CREATE PROCEDURE twice() LANGUAGE plpgsql AS $$ DECLARE a INT; b INT; a VARCHAR(5); BEGIN NULL; END $$

CREATE PROCEDURE anew() LANGUAGE plpgsql AS $$
BEGIN
  FOR k IN 1..2 LOOP
    DECLARE v INT; w INT := k;
    BEGIN
      RAISE NOTICE '% %', v, w;
      v := k;
    END;
  END LOOP;
END $$

CALL anew()

CREATE TABLE items (id INT, name VARCHAR(10), price NUMERIC(8,2))

INSERT INTO items VALUES (1, 'nut', 0.25), (2, 'bolt', 1.50)

CREATE PROCEDURE types() LANGUAGE plpgsql AS $$
DECLARE
  a items.price%TYPE := 1.239;
  b a%TYPE := 2;
  row items%ROWTYPE;
  r RECORD;
BEGIN
  RAISE NOTICE '% %', a, b;
  SELECT * INTO row FROM items WHERE id = 2;
  RAISE NOTICE '% % %', row.id, row.name, row.price;
  row.name := 'screw';
  row.price := 3.999;
  SELECT INTO r row.name AS n, row.price * 2 AS p;
  RAISE NOTICE '% %', r.n, r.p;
  SELECT * INTO row FROM items WHERE id = 3;
  RAISE NOTICE '% % % %', row.id, row.name, row.price, found;
END $$

CALL types()

CREATE PROCEDURE early() LANGUAGE plpgsql AS $$ DECLARE r RECORD; BEGIN RAISE NOTICE '%', r.a; END $$

CALL early()

CREATE PROCEDURE nowhere() LANGUAGE plpgsql AS $$
DECLARE r RECORD;
BEGIN
  SELECT 1 AS a INTO r;
  RAISE NOTICE '%', r.a;
  RAISE NOTICE '%', r.b;
END $$

CALL nowhere()

CREATE PROCEDURE aliased(INT, VARCHAR(10)) LANGUAGE plpgsql AS $$
DECLARE n ALIAS FOR $1; t ALIAS FOR $2;
BEGIN
  n := n + 1;
  RAISE NOTICE '% % % %', $1, $2, n, t;
END $$

CALL aliased(1, 'x')
