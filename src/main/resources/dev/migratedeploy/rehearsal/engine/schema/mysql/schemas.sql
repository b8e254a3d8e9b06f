SELECT CONCAT('schema:', s.schema_name), NULL, 'SCHEMA', s.schema_name,
  CONCAT('COLLATE ', s.default_collation_name), NULL, NULL
FROM information_schema.schemata s
WHERE s.schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
