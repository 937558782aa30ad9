-- How often each polity of its time was visited: a stop counts for the polity that the Secretary visited on that day.
-- Havana in 1866 counts for Spain, Moscow in 1972 for the Soviet Union. Compare visits_by_country_now.
--
--   country: Name of the polity.
--   visits: Number of stops.
--   trips: Number of trips that went there.
--   secretaries: Number of Secretaries who went there.
--   first_visit_on: Day of the first arrival.
--   last_visit_on: Day of the last departure.
SELECT
  countries.country_id,
  countries.name AS country,
  countries.kind,
  count(*) AS visits,
  count(DISTINCT trips.trip_id) AS trips,
  count(DISTINCT trips.secretary_id) AS secretaries,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on
FROM stops
JOIN trips USING (trip_id)
JOIN countries USING (country_id)
GROUP BY countries.country_id
ORDER BY visits DESC, country
