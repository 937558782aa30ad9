SELECT secretary_id AS value, secretary AS name FROM days_abroad ORDER BY entered_on DESC
