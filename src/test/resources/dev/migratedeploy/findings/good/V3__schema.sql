CREATE TABLE IF NOT EXISTS ${schema}.parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE ON UPDATE RESTRICT,
  "drop table" text
);
CREATE INDEX parcels_order ON ${schema}.parcels (order_id);
ALTER TABLE orders
  ADD COLUMN note text,
  ALTER COLUMN region DROP NOT NULL,
  ALTER COLUMN state DROP DEFAULT,
  DROP CONSTRAINT IF EXISTS orders_region_check;
UPDATE orders SET note = '';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'calm';
DROP INDEX IF EXISTS orders_old;
DROP VIEW IF EXISTS order_summary CASCADE;
CREATE VIEW order_summary AS SELECT 1;
DROP FUNCTION IF EXISTS purge(interval);
DROP TRIGGER IF EXISTS touch ON orders;
CREATE TEMP TABLE work AS SELECT * FROM orders;
DELETE FROM work;
TRUNCATE work;
DROP TABLE work;
COMMENT ON TABLE orders IS 'TRUNCATE orders; is forbidden';
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT DELETE ON TABLES TO app;
SET lock_timeout = '2s';
BEGIN;
COMMIT;
