-- Paid by a programme, death grants apart, more than so many days after a register's day of death: payee, programme.
WITH late AS (
    SELECT paid.src, paid.dst, paid.period, paid.amount
    FROM e_RECEIVED__Person__Programme paid
    JOIN n_Programme programme ON programme.nid = paid.dst
    WHERE coalesce(programme.kind, 'other') <> 'death'
      AND paid.paid_on_last >= (SELECT min(died_on) FROM e_DIED__Person__Register) + $days + 1
      AND EXISTS (
          FROM e_DIED__Person__Register death
          WHERE death.src = paid.src AND CASE WHEN paid.paid_on_last >= death.died_on + $days + 1 THEN true ELSE false END
      )
)
SELECT DISTINCT src AS payee, dst AS programme
FROM (SELECT src, dst FROM late GROUP BY src, dst, period HAVING sum(amount) > 0)
