CREATE TABLE tea (name text NOT NULL);
