CREATE TABLE customer (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text        NOT NULL,
  full_name  text        NOT NULL,
  region     text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX customer_email ON customer (lower(email));
