-- Drew a benefit while listed in a register that the exclusion matrix names for it: payee, programme, register.
WITH found AS (
    SELECT paid.src AS payee, paid.dst AS programme, register.nid AS register, listing.eid AS listing,
           exclusion.nid AS exclusion, paid.period, paid.amount, paid.since, paid.until, paid.paid_on, paid.paid_on_last,
           listing.since AS listed_since, listing.until AS listed_until,
           exclusion.since AS ruled_since, exclusion.until AS ruled_until
    FROM n_Exclusion exclusion
    JOIN n_Programme programme ON programme.id = exclusion.programme_id
    JOIN n_Register register ON register.kind = exclusion.register
    JOIN e_LISTED_IN__Person__Register listing ON listing.dst = register.nid
    JOIN e_RECEIVED__Person__Programme paid ON paid.dst = programme.nid AND paid.src = listing.src
    WHERE exclusion."limit" IS NULL OR listing.amount IS NULL OR listing.amount > exclusion."limit"
    OFFSET 0
)
SELECT DISTINCT payee, programme, register
FROM (
    SELECT payee, programme, register
    FROM found
    WHERE CASE WHEN period IS NOT NULL THEN listed_since <= until - 1 AND since < listed_until
               WHEN amount < 0 THEN paid_on_last >= listed_since
               ELSE listed_since <= paid_on_last AND paid_on < listed_until END
      AND CASE WHEN period IS NOT NULL THEN ruled_since <= until - 1 AND since < ruled_until
               WHEN amount < 0 THEN paid_on_last >= ruled_since
               ELSE ruled_since <= paid_on_last AND paid_on < ruled_until END
      AND ruled_since <= listed_until - 1 AND listed_since < ruled_until
    GROUP BY payee, programme, register, listing, exclusion, period
    HAVING sum(amount) > 0
)
