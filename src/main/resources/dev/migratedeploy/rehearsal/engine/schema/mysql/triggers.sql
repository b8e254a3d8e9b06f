SELECT CONCAT('trigger:', t.trigger_schema, '.', t.trigger_name),
  CONCAT('table:', t.event_object_schema, '.', t.event_object_table), 'TRIGGER', t.trigger_name,
  CONCAT(t.action_timing, ' ', t.event_manipulation), t.action_statement, NULL
FROM information_schema.triggers t
WHERE t.trigger_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
