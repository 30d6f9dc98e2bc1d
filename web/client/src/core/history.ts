/** The places a person has been, back and forward, as a value. Moves of the court they follow are no part of it. */
export interface Trail<Place> {
  readonly places: readonly Place[];
  readonly position: number;
}

const LONGEST = 200;

export const begun = <Place>(place: Place): Trail<Place> => ({ places: [place], position: 0 });

/** Jumped somewhere: what lay forward is gone. Jumping to where one stands changes nothing. */
export function visited<Place>(trail: Trail<Place>, place: Place): Trail<Place> {
  if (trail.places[trail.position] === place) return trail;
  const places = [...trail.places.slice(0, trail.position + 1), place].slice(-LONGEST);
  return { places, position: places.length - 1 };
}

/** Moved on from the place by turning or scrolling: where "back" will come back to. */
export function settled<Place>(trail: Trail<Place>, place: Place): Trail<Place> {
  if (trail.places[trail.position] === place) return trail;
  return { ...trail, places: trail.places.with(trail.position, place) };
}

/** One step in a direction, or null at the end. */
export function stepped<Place>(trail: Trail<Place>, by: 1 | -1): Trail<Place> | null {
  const position = trail.position + by;
  return position < 0 || position >= trail.places.length ? null : { ...trail, position };
}

/** Different places lately been to, newest first, without the present one. */
export function recent<Place>(trail: Trail<Place>, most: number): Place[] {
  const here = trail.places[trail.position];
  return [...new Set([...trail.places].reverse())].filter((place) => place !== here).slice(0, most);
}
