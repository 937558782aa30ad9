-- title: What did this country promise, and what came of it?
-- group: Promises
-- choose country = panama from countries_that_promised
-- All commitments of which one country is a promiser, the newest first, with the status that the newest evidence gives.
SELECT
  commitments.made_on,
  ministerials.name AS ministerial,
  commitments.summary AS commitment,
  commitments.due_on,
  commitments.amount,
  commitments.currency,
  commitment_status.status,
  commitment_status.status_on,
  commitments.ministerial_id,
  commitments.commitment_id
FROM commitment_parties
JOIN commitments USING (commitment_id)
JOIN ministerials USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
WHERE commitment_parties.role = 'promiser' AND commitment_parties.country_id = coalesce(nullif(:country, ''), 'panama')
ORDER BY commitments.made_on DESC, commitments.commitment_id
