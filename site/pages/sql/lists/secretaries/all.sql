-- All Secretaries of State, the newest first, with their trips where there are any.
SELECT
  secretaries.secretary_id,
  secretaries.name,
  secretaries.entered_on,
  secretaries.left_on,
  days_abroad.trips,
  days_abroad.stops,
  days_abroad.countries,
  days_abroad.days_abroad,
  days_abroad.percent_of_tenure
FROM secretaries
LEFT JOIN days_abroad USING (secretary_id)
ORDER BY secretaries.entered_on DESC
