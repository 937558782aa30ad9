SELECT * FROM commitment_events WHERE commitment_id = :id ORDER BY happened_on DESC, commitment_event_id DESC
