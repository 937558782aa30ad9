-- Who was entitled to sit at each ministerial: the members, on its first day, of the organization that governs its series.
-- This is the roster, never attendance; is_named tells whether a source names the country among the participants.
--
--   ministerial: Name of the meeting.
--   country: Name of the member.
--   basis: Always roster: entitled to sit there, not attested.
--   is_named: 1 where a source names the country among the participants, else 0.
SELECT
  ministerials.ministerial_id,
  ministerials.name AS ministerial,
  ministerials.started_on,
  series.organization_id,
  memberships.country_id,
  countries.name AS country,
  memberships.joined_on,
  'roster' AS basis,
  EXISTS (
    SELECT 1
    FROM participants
    WHERE participants.ministerial_id = ministerials.ministerial_id AND participants.country_id = memberships.country_id
  ) AS is_named,
  memberships.source_id
FROM ministerials
JOIN series USING (series_id)
JOIN memberships ON memberships.organization_id = series.organization_id
  AND (memberships.joined_on IS NULL OR memberships.joined_on <= ministerials.started_on)
  AND (memberships.left_on IS NULL OR memberships.left_on >= ministerials.started_on)
JOIN countries ON countries.country_id = memberships.country_id
ORDER BY ministerials.started_on, country
