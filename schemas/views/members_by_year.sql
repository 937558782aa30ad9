-- How many members each organization had at the end of each year, from its first accession to the end of the record.
-- A member that left during the year is not counted; a membership without a first day counts from the founding.
--
--   organization: Name of the organization.
--   year: The year.
--   members: Number of members on 31 December.
--   joined: Members that joined during the year, from A to Z; empty where none did.
--   left_it: Members that left during the year, from A to Z; empty where none did.
WITH RECURSIVE spans AS (
  SELECT
    organization_id,
    min(CAST(strftime('%Y', joined_on) AS INTEGER)) AS first_year,
    (SELECT max(CAST(strftime('%Y', ended_on) AS INTEGER)) FROM trips) AS last_year
  FROM memberships
  GROUP BY organization_id
),
years AS (
  SELECT organization_id, first_year AS year, last_year FROM spans WHERE first_year IS NOT NULL
  UNION ALL
  SELECT organization_id, year + 1, last_year FROM years WHERE year < last_year
)
SELECT
  years.organization_id,
  organizations.name AS organization,
  years.year,
  (
    SELECT count(*)
    FROM memberships
    WHERE memberships.organization_id = years.organization_id
      AND coalesce(memberships.joined_on, '') <= years.year || '-12-31'
      AND (memberships.left_on IS NULL OR memberships.left_on >= years.year || '-12-31')
  ) AS members,
  (
    SELECT group_concat(name, ', ')
    FROM (
      SELECT countries.name
      FROM memberships
      JOIN countries USING (country_id)
      WHERE memberships.organization_id = years.organization_id AND strftime('%Y', memberships.joined_on) = years.year || ''
      ORDER BY countries.name
    )
  ) AS joined,
  (
    SELECT group_concat(name, ', ')
    FROM (
      SELECT countries.name
      FROM memberships
      JOIN countries USING (country_id)
      WHERE memberships.organization_id = years.organization_id AND strftime('%Y', memberships.left_on) = years.year || ''
      ORDER BY countries.name
    )
  ) AS left_it
FROM years
JOIN organizations USING (organization_id)
WHERE organizations.dissolved_on IS NULL OR years.year <= CAST(strftime('%Y', organizations.dissolved_on) AS INTEGER)
ORDER BY years.organization_id, years.year
