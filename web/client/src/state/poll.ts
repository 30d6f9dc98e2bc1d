/** Asks the same question again at a pace, only while the page is looked at, and says only what is new. */
import { ask, Refusal } from "../api/client";

export interface Poll {
  /** Asks now, whatever the pace. */
  readonly now: () => Promise<void>;
  readonly stop: () => void;
}

export interface Asked<Shape> {
  readonly path: string;
  /** Milliseconds until the next asking. */
  readonly pace: () => number;
  readonly heard: (answer: Shape) => void;
  readonly failed?: (refusal: Refusal) => void;
}

/** Begins asking. An answer with the same ETag is not told again. */
export function poll<Shape>({ path, pace, heard, failed }: Asked<Shape>): Poll {
  let etag: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<void> | null = null;
  let stopped = false;

  const once = async () => {
    try {
      const response = await ask(path, etag ? { headers: { "If-None-Match": etag } } : {});
      if (stopped || response.status === 304) return;
      etag = response.headers.get("etag");
      heard((await response.json()) as Shape);
    } catch (reason) {
      if (reason instanceof Refusal && !stopped) failed?.(reason);
      else if (!(reason instanceof Refusal)) throw reason;
    }
  };
  const now = () => {
    clearTimeout(timer);
    under ??= once().finally(() => {
      under = null;
      if (!stopped) timer = setTimeout(tick, pace());
    });
    return under;
  };
  const tick = () => {
    if (document.visibilityState === "visible") void now();
    else timer = setTimeout(tick, pace());
  };
  const seen = () => document.visibilityState === "visible" && void now();
  document.addEventListener("visibilitychange", seen);
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
  return { now, stop };
}
