-- Members of the organization whose roster decides who sits there, whom no source names.
SELECT memberships.country_id, countries.name AS country
FROM ministerials
JOIN series USING (series_id)
JOIN memberships ON memberships.organization_id = series.organization_id
  AND (memberships.joined_on IS NULL OR memberships.joined_on <= ministerials.started_on)
  AND (memberships.left_on IS NULL OR memberships.left_on >= ministerials.started_on)
JOIN countries ON countries.country_id = memberships.country_id
WHERE ministerials.ministerial_id = :id
  AND memberships.country_id NOT IN (
    SELECT country_id FROM participants WHERE participants.ministerial_id = :id AND country_id IS NOT NULL
  )
ORDER BY country
