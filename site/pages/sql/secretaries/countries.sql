SELECT countries.country_id, countries.name AS country, count(*) AS visits, min(stops.arrived_on) AS first_on, max(stops.arrived_on) AS last_on
FROM trips
JOIN stops USING (trip_id)
JOIN countries USING (country_id)
WHERE trips.secretary_id = :id
GROUP BY countries.country_id
ORDER BY visits DESC, country
