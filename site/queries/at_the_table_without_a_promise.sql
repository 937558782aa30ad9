-- title: Who sits at the table and never endorses or promises?
-- group: Meetings
-- Countries that sources name at three meetings or more with commitments, and that stand as promiser or endorser of none of them. It counts
-- what is entered: a country may have promised where nobody has looked.
WITH seated AS (
  SELECT participants.country_id, count(DISTINCT participants.ministerial_id) AS meetings, max(ministerials.started_on) AS last_on
  FROM participants
  JOIN ministerials USING (ministerial_id)
  WHERE participants.country_id IS NOT NULL
    AND participants.role IN ('host', 'co_host', 'chair', 'participant', 'observer')
    AND participants.ministerial_id IN (SELECT ministerial_id FROM commitments)
  GROUP BY participants.country_id
)
SELECT countries.name AS country, seated.meetings AS meetings_with_commitments, seated.last_on, seated.country_id
FROM seated
JOIN countries USING (country_id)
WHERE seated.meetings >= 3
  AND seated.country_id NOT IN (
    SELECT country_id FROM commitment_parties WHERE role IN ('promiser', 'endorser') AND country_id IS NOT NULL
  )
  AND seated.country_id NOT IN (SELECT country_id FROM participants WHERE role = 'endorser' AND country_id IS NOT NULL)
ORDER BY meetings_with_commitments DESC, country
