-- title: Where do published counts of those who came disagree with the names?
-- group: Meetings
-- Counts of countries and delegations that somebody published, beside the countries that a source names as host, chair or participant. More claimed than
-- named may mean only that the list is incomplete; fewer claimed than named needs a look. Claims made beforehand are marked as announced.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  participant_claims.claimed_by,
  participant_claims.qualifier,
  participant_claims.value AS claimed,
  participant_claims.counted,
  participant_claims.includes_hosts,
  participant_claims.basis,
  named.countries AS named,
  participant_claims.value - named.countries AS difference,
  participant_claims.ministerial_id,
  participant_claims.source_id
FROM participant_claims
JOIN ministerials USING (ministerial_id)
JOIN (
  SELECT ministerial_id, count(DISTINCT country_id) AS countries
  FROM participants
  WHERE role IN ('host', 'co_host', 'chair', 'participant')
  GROUP BY ministerial_id
) AS named USING (ministerial_id)
WHERE participant_claims.counted IN ('countries', 'delegations', 'governments', 'other_countries')
  AND participant_claims.value <> named.countries
ORDER BY abs(participant_claims.value - named.countries), ministerials.started_on DESC, participant_claims.participant_claim_id
