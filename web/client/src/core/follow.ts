/** Following the court: where it is, whether one goes along, and when one has looked away. Own moves detach; nothing is lost. */
import type { Quad, Rotation } from "./geometry";

/** What the court is looking at, as far as this person may know. */
export interface Shown {
  readonly page: string;
  readonly region: Quad | null;
  readonly callout: Quad | null;
  readonly rotation: Rotation;
}

export interface Following {
  /** The person wants to go along. */
  readonly on: boolean;
  /** Looking elsewhere for the moment. */
  readonly away: boolean;
  readonly shown: Shown | null;
}

export const notFollowing: Following = { on: false, away: false, shown: null };

/** First word of where the court is. Who came for a page of their own, not along with the court, keeps it and is told. */
export const arrived = (state: Following, shown: Shown | null, along: boolean): Following =>
  ({ ...state, shown, away: state.away || (state.on && !along && shown !== null) });

/** The court moved (or went dark: null). */
export const courtMoved = (state: Following, shown: Shown | null): Following => ({ ...state, shown });

/** The person moved by themselves. With nothing shown there is nothing to look away from. */
export const moved = (state: Following): Following => (state.on && !state.away && state.shown ? { ...state, away: true } : state);

export const rejoined = (state: Following): Following => ({ ...state, on: true, away: false });

export const toggled = (state: Following): Following =>
  state.on && !state.away ? { ...state, on: false, away: false } : rejoined(state);

/** Where following takes the person now, or null when they go their own way. */
export const taken = (state: Following): Shown | null => (state.on && !state.away ? state.shown : null);
