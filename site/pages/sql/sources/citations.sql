SELECT table_name, record_id, supports FROM citations WHERE source_id = :id ORDER BY table_name, record_id LIMIT 101
