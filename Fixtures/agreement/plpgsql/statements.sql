-- SQL within procedures: INTO, FOUND, ROW_COUNT, EXECUTE, loops over rows, cursors

CREATE TABLE items (id INT, name VARCHAR(10), price NUMERIC(8,2))

INSERT INTO items VALUES (1, 'nut', 0.25), (2, 'bolt', 1.50), (3, 'saw', NULL), (4, NULL, 9.00)

CREATE PROCEDURE reads(key INT) LANGUAGE plpgsql AS $$
DECLARE a INT := -1; b VARCHAR(10) := 'old'; n INT;
BEGIN
  SELECT id, name INTO a, b FROM items WHERE id = key;
  RAISE NOTICE '% % %', a, b, found;
  SELECT INTO a, b id, name FROM items WHERE id >= key ORDER BY id DESC;
  RAISE NOTICE '% % %', a, b, found;
  PERFORM 1 FROM items WHERE id = key + 1;
  RAISE NOTICE '%', found;
  PERFORM id FROM items;
  GET DIAGNOSTICS n = ROW_COUNT;
  RAISE NOTICE '% %', n, found;
  n := (SELECT count(*) FROM items WHERE id > key);
  RAISE NOTICE '%', n;
END $$

CALL reads(2)

CALL reads(4)

CALL reads(9)

CREATE PROCEDURE writes() LANGUAGE plpgsql AS $$
DECLARE n INT;
BEGIN
  UPDATE items SET price = price + 1 WHERE id < 3;
  GET DIAGNOSTICS n := ROW_COUNT;
  RAISE NOTICE '% %', n, found;
  DELETE FROM items WHERE id = 100;
  GET DIAGNOSTICS n := ROW_COUNT;
  RAISE NOTICE '% %', n, found;
  INSERT INTO items SELECT id + 10, name, price FROM items WHERE id < 3;
  GET DIAGNOSTICS n := ROW_COUNT;
  RAISE NOTICE '% %', n, found;
END $$

CALL writes()

SELECT * FROM items ORDER BY id

CREATE PROCEDURE dynamic(name VARCHAR(20), key INT) LANGUAGE plpgsql AS $$
DECLARE n INT := 7; s VARCHAR(40); r RECORD;
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || name INTO n;
  RAISE NOTICE '%', n;
  EXECUTE 'SELECT name FROM ' || quote_ident(name) || ' WHERE id = $1' INTO s USING key;
  RAISE NOTICE '% %', s, found;
  EXECUTE 'SELECT $1 || $2 || $1' INTO s USING 'a', 'b'::VARCHAR;
  RAISE NOTICE '%', s;
  EXECUTE 'UPDATE items SET price = 0 WHERE id > $1' USING key;
  GET DIAGNOSTICS n := ROW_COUNT;
  RAISE NOTICE '%', n;
  EXECUTE 'SELECT id, price FROM items WHERE id = ' || key INTO r;
  RAISE NOTICE '% %', r.id, r.price;
  FOR r IN EXECUTE 'SELECT id FROM items WHERE id > $1 ORDER BY 1' USING key LOOP
    RAISE NOTICE 'row %', r.id;
  END LOOP;
  EXECUTE 'SELECT * FROM items WHERE name = ' || quote_literal('it''s') INTO r;
  RAISE NOTICE '%', r.id;
  EXECUTE 'SELECT 1 / ' || (key - 2) INTO n;
  RAISE NOTICE '%', n;
END $$

CALL dynamic('items', 1)

CALL dynamic('items', 2)

CALL dynamic('missing', 2)

CALL dynamic(NULL, 2)

CREATE PROCEDURE rows(INOUT s VARCHAR(300)) LANGUAGE plpgsql AS $$
DECLARE r RECORD; a INT; b VARCHAR(10); whole items%ROWTYPE;
BEGIN
  FOR r IN SELECT id, name FROM items ORDER BY id LOOP
    s := s || r.id || COALESCE(r.name, '-') || ' ';
    EXIT WHEN r.id = 3;
  END LOOP;
  s := s || r.id || '; ';
  FOR a, b IN SELECT id, name FROM items WHERE id < 3 ORDER BY id DESC LOOP s := s || a || b || ' '; END LOOP;
  s := s || a || '; ';
  FOR whole IN SELECT * FROM items WHERE id = 2 LOOP s := s || whole.name; END LOOP;
  FOR r IN SELECT id FROM items WHERE id > 1000 LOOP s := s || 'never'; END LOOP;
  RAISE NOTICE '%', found;
END $$

CALL rows('')

CREATE PROCEDURE cursors(key INT) LANGUAGE plpgsql AS $$
DECLARE
  c CURSOR (low INT, high INT) FOR SELECT id, name FROM items WHERE id BETWEEN low AND high ORDER BY id;
  open_one refcursor;
  r RECORD; n INT;
BEGIN
  OPEN c(key, 3);
  LOOP
    FETCH c INTO r;
    EXIT WHEN NOT FOUND;
    RAISE NOTICE '% %', r.id, r.name;
  END LOOP;
  CLOSE c;
  OPEN open_one FOR SELECT id FROM items WHERE id > key ORDER BY id DESC;
  FETCH open_one INTO n;
  RAISE NOTICE '% %', n, found;
  MOVE FORWARD 1 FROM open_one;
  FETCH NEXT FROM open_one INTO n;
  RAISE NOTICE '% %', n, found;
  CLOSE open_one;
  OPEN open_one FOR EXECUTE 'SELECT max(id) FROM items WHERE id < $1' USING key;
  FETCH open_one INTO n;
  RAISE NOTICE '% %', n, found;
  FETCH open_one INTO n;
  RAISE NOTICE '% %', n, found;
  CLOSE open_one;
  FETCH open_one INTO n;
END $$

CALL cursors(2)

CREATE PROCEDURE inner_one(INOUT a INT, b INT, INOUT c VARCHAR(20)) LANGUAGE plpgsql AS $$
BEGIN a := a + b; c := c || a; END $$

CREATE PROCEDURE outer_one(INOUT a INT, INOUT c VARCHAR(20)) LANGUAGE plpgsql AS $$
DECLARE x INT := 5;
BEGIN
  CALL inner_one(a, 10, c);
  CALL inner_one(x, a, c);
  RAISE NOTICE '% % %', a, x, c;
END $$

CALL outer_one(1, '')

CREATE PROCEDURE factorial(n INT, INOUT result BIGINT) LANGUAGE plpgsql AS $$
BEGIN
  IF n > 1 THEN result := result * n; CALL factorial(n - 1, result); END IF;
END $$

CALL factorial(10, 1)
