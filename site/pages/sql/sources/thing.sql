SELECT * FROM sources WHERE source_id = :id
