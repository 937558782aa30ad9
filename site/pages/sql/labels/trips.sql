SELECT trip_id, secretary, started_on, ended_on, itinerary FROM trips_with_countries
