/** When to try again: full jitter, so that a courtroom that dropped together does not return together. */
const FIRST = 250;
const LONGEST = 5000;

/** Milliseconds before try number `attempt` (from 0), for a `chance` between 0 and 1. */
export function delay(attempt: number, chance: number): number {
  return Math.round(chance * Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10)));
}
