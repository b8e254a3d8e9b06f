CREATE OR REPLACE VIEW order_summary AS
SELECT c.region,
       o.status,
       count(*)     AS orders,
       sum(o.total) AS total
  FROM orders o
  JOIN customer c ON c.id = o.customer_id
 GROUP BY c.region, o.status;
