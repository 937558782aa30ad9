-- title: Who outlasted the most Secretaries?
-- group: People
-- Persons whom the most Secretaries of State met or accompanied, with the years between the first time and the last.
SELECT
  counterpart,
  country,
  organization,
  secretaries,
  stops,
  first_met_on,
  last_met_on,
  CAST((julianday(last_met_on) - julianday(first_met_on)) / 365.25 AS INTEGER) AS years_between,
  counterpart_id
FROM counterparts_met
WHERE secretaries > 2
ORDER BY secretaries DESC, stops DESC, counterpart
