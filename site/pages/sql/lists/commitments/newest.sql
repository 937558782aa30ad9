-- The commitments made last.
SELECT
  commitments.commitment_id,
  commitments.summary,
  commitments.ministerial_id,
  ministerials.name AS ministerial,
  commitments.kind,
  commitments.strength,
  commitments.made_on,
  commitments.made_precision,
  commitments.due_on,
  commitments.due_precision,
  commitments.amount,
  commitments.currency,
  commitments.amount_qualifier,
  commitments.amount_period,
  commitments.amount_kind,
  commitment_status.status,
  commitment_status.status_on,
  commitment_status.is_overdue,
  commitment_status.events,
  (
    SELECT group_concat(coalesce(countries.name, organizations.name), ', ')
    FROM commitment_parties
    LEFT JOIN countries ON countries.country_id = commitment_parties.country_id
    LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
    WHERE commitment_parties.commitment_id = commitments.commitment_id AND commitment_parties.role = 'promiser'
  ) AS promisers
FROM commitments
JOIN ministerials USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
ORDER BY commitments.made_on DESC, commitments.commitment_id
LIMIT 30
