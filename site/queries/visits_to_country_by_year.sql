-- title: When was this country visited?
-- group: Trips
-- choose country = panama from polities_visited
-- Stops of each year in one country as it was then, a stop in the year of its arrival. Years without a visit are left out.
SELECT
  CAST(substr(stops.arrived_on, 1, 4) AS INTEGER) AS year,
  count(*) AS visits,
  group_concat(DISTINCT secretaries.name) AS secretaries
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
WHERE stops.country_id = coalesce(nullif(:country, ''), 'panama')
GROUP BY year
ORDER BY year
