-- How often the places of each country of today were visited: a stop counts for every country in which one of its places lies now.
-- Havana in 1866 counts for Cuba, Kyiv in 1974 for Ukraine; a dependency stands in a row of its own with its sovereign.
-- Compare visits_by_polity_then.
--
--   country: Name of the country.
--   visits: Number of stops with a place there.
--   trips: Number of trips that went there.
--   secretaries: Number of Secretaries who went there.
--   first_visit_on: Day of the first arrival at a stop with a place there.
--   last_visit_on: Day of the last departure from one.
SELECT
  countries.country_id,
  countries.name AS country,
  countries.kind,
  countries.sovereign_id,
  count(DISTINCT stops.stop_id) AS visits,
  count(DISTINCT trips.trip_id) AS trips,
  count(DISTINCT trips.secretary_id) AS secretaries,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on
FROM stops
JOIN trips USING (trip_id)
JOIN stop_places USING (stop_id)
JOIN places USING (place_id)
JOIN countries ON countries.country_id = places.present_country_id
GROUP BY countries.country_id
ORDER BY visits DESC, country
