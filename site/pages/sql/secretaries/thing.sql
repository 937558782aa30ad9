SELECT
  secretaries.*,
  days_abroad.trips,
  days_abroad.stops,
  days_abroad.countries,
  days_abroad.days_abroad,
  days_abroad.percent_of_tenure,
  days_abroad.first_trip_on,
  days_abroad.last_trip_on,
  (
    SELECT secretary_id
    FROM secretaries AS earlier
    WHERE earlier.entered_on < secretaries.entered_on
    ORDER BY earlier.entered_on DESC
    LIMIT 1
  ) AS earlier_id,
  (
    SELECT secretary_id
    FROM secretaries AS later
    WHERE later.entered_on > secretaries.entered_on
    ORDER BY later.entered_on
    LIMIT 1
  ) AS later_id
FROM secretaries
LEFT JOIN days_abroad USING (secretary_id)
WHERE secretaries.secretary_id = :id
