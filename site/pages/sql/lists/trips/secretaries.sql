SELECT secretary_id, secretary, trips, first_trip_on, last_trip_on FROM days_abroad ORDER BY first_trip_on DESC
