/** What must never be seen was seen: the simulation has found a defect. */
export class Breach extends Error {}

/** Goes on only where this holds. Throws a `Breach` that says what was found instead. */
export function demand(holds: boolean, found: string): asserts holds {
  if (!holds) throw new Breach(found)
}
