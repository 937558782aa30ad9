-- title: Who sat most often at the table?
-- group: Meetings
-- Countries by the number of meetings at which a source names them as host, chair or participant, and how often they promised something there.
SELECT
  countries.name AS country,
  count(DISTINCT participants.ministerial_id) AS meetings,
  count(DISTINCT CASE WHEN participants.role IN ('host', 'co_host') THEN participants.ministerial_id END) AS hosted,
  (
    SELECT count(DISTINCT commitment_parties.commitment_id)
    FROM commitment_parties
    WHERE commitment_parties.country_id = countries.country_id AND commitment_parties.role = 'promiser'
  ) AS commitments
FROM participants
JOIN countries USING (country_id)
WHERE participants.role IN ('host', 'co_host', 'chair', 'participant')
GROUP BY countries.country_id
ORDER BY meetings DESC, country
