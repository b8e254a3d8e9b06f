-- migrate-deploy:allow drop, truncate: the table was never filled
CREATE TABLE shop."Orders" (id int, note text DEFAULT 'it''s; /* no */');
/* a /* nested */ comment */ ALTER TABLE ONLY orders DROP COLUMN IF EXISTS note;
UPDATE orders SET note = E'\'' ;
DELETE FROM ${schema}.orders;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $a$ BEGIN CASE WHEN true THEN END CASE; END $a$;
CREATE PROCEDURE p() BEGIN ATOMIC UPDATE t SET a = 1; END;
COPY t (a) FROM stdin;
1
\.
DELIMITER //
CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN IF a THEN SET b = 1; END IF; END//
DELIMITER ;
# a comment
TRUNCATE TABLE a, b.c; DROP TABLE IF EXISTS a CASCADE; WITH d AS (DELETE FROM a) SELECT 1;
