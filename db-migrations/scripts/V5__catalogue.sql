INSERT INTO product (sku, name, price)
VALUES ('TEA-100', 'Assam, 100 g', 6.90),
       ('TEA-250', 'Assam, 250 g', 14.50),
       ('POT-1L',  'Teapot, 1 litre', 39.00);

INSERT INTO customer (email, full_name, region)
SELECT 'customer' || n || '@example.com', 'Customer ' || n, (ARRAY ['north', 'south', 'east'])[1 + n % 3]
  FROM generate_series(1, 200) AS n;

INSERT INTO orders (customer_id, status)
SELECT id, 'paid' FROM customer;

INSERT INTO order_line (order_id, line, product_id, quantity, unit_price)
SELECT o.id, 1, p.id, 1 + o.id % 4, p.price
  FROM orders o
  JOIN product p ON p.sku = 'TEA-250';
