SELECT CONCAT('event:', e.event_schema, '.', e.event_name), NULL, 'OTHER',
  CONCAT('event ', ${name:e.event_schema:e.event_name}),
  CONCAT_WS(' ', CONCAT('EVERY ', e.interval_value, ' ', e.interval_field), CONCAT('AT ', e.execute_at), e.status),
  e.event_definition, NULL
FROM information_schema.events e
