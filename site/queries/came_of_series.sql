-- title: What came of the promises of this series?
-- group: Promises
-- choose series = migration-ministerials-americas from series_with_commitments
-- All commitments made at the meetings of one series, with who promised, the last evidence, and who says so. The default is the series of the Panama
-- ministerial of April 2022 on migration.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  commitments.summary AS commitment,
  (
    SELECT group_concat(coalesce(countries.name, organizations.name), ', ')
    FROM commitment_parties
    LEFT JOIN countries ON countries.country_id = commitment_parties.country_id
    LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
    WHERE commitment_parties.commitment_id = commitments.commitment_id AND commitment_parties.role = 'promiser'
  ) AS promised_by,
  commitments.due_on,
  commitment_status.status,
  commitment_status.status_on,
  commitment_status.assessor,
  commitments.commitment_id
FROM ministerials
JOIN commitments USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
WHERE ministerials.series_id = coalesce(nullif(:series, ''), 'migration-ministerials-americas')
ORDER BY ministerials.started_on, commitments.commitment_id
