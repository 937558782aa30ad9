-- Published counts of visits to the country beside ours.
SELECT *
FROM travel_claims_beside_counts
WHERE travel_claim_id IN (SELECT travel_claim_id FROM travel_claims WHERE country_id = :id)
ORDER BY counted_until, travel_claim_id
