/* Every change says which rows; DELETE FROM orders; in a comment is none. /* nested; */ */
DELETE FROM orders USING cancelled WHERE cancelled.id = orders.id;
DELETE FROM orders WHERE placed_at < now() - interval '10 years' RETURNING id;
UPDATE orders o SET region = r.name FROM regions r WHERE r.id = o.region_id;
UPDATE orders SET (a, b) = (SELECT x, y FROM z WHERE z.id = orders.id) WHERE a IS NULL;
WITH moved AS (
  DELETE FROM orders WHERE archived RETURNING *
), stamped AS (
  UPDATE batches SET done = true WHERE id = 7 RETURNING id
)
INSERT INTO archive SELECT moved.* FROM moved, stamped;
INSERT INTO settings (key, value) VALUES ('motd', 'DROP TABLE orders; --')
  ON CONFLICT (key) DO UPDATE SET value = excluded.value;
INSERT INTO texts VALUES (E'it\'s; TRUNCATE orders'), ('a''b; DELETE FROM orders');
SELECT id FROM orders FOR UPDATE SKIP LOCKED;
SELECT data #>> '{a,b}', data #- '{c}', tags @> ARRAY['x'] FROM orders WHERE data ? 'delete';
MERGE INTO stock s USING deliveries d ON s.id = d.id
  WHEN MATCHED AND d.amount = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount;
COPY countries (code, name) FROM stdin WITH (FORMAT csv);
DE,Germany
DELETE FROM orders;
'
\.
GRANT SELECT, UPDATE, DELETE, TRUNCATE ON orders TO app;
