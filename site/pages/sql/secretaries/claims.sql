-- Published counts of the Secretary's travel beside ours.
SELECT *
FROM travel_claims_beside_counts
WHERE travel_claim_id IN (SELECT travel_claim_id FROM travel_claims WHERE secretary_id = :id)
ORDER BY counted, counted_until, travel_claim_id
