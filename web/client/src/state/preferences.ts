/** How a person likes to read, kept in their browser. Holds nothing about a case. */
import { effect, signal } from "@preact/signals";
import { zoomFrom, zoomText } from "../core/address";
import type { Zoom } from "../core/layout";

export type Mode = "continuous" | "single";

const PLACE = "sheaf.reading";

interface Kept {
  readonly mode?: Mode;
  readonly zoom?: string;
  readonly singles?: boolean;
  readonly sidebar?: boolean;
  readonly follow?: boolean;
}

function kept(): Kept {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Kept;
  } catch {
    return {}; // storage refused, or holding something else: the usual ways will do
  }
}

const before = kept();

export const mode = signal<Mode>(before.mode === "single" ? "single" : "continuous");
export const zoom = signal<Zoom>(zoomFrom(before.zoom ?? null) ?? { kind: "auto", percent: 100 });
/** Whether single letters are commands (WCAG 2.1.4 lets a person turn them off). */
export const singles = signal(before.singles ?? true);
export const sidebarOpen = signal(before.sidebar ?? matchMedia("(min-width: 64rem)").matches);
export const followByDefault = signal(before.follow ?? true);

export function keepPreferences(): void {
  effect(() => {
    const now: Kept = {
      mode: mode.value,
      zoom: zoomText(zoom.value),
      singles: singles.value,
      sidebar: sidebarOpen.value,
      follow: followByDefault.value,
    };
    try {
      localStorage.setItem(PLACE, JSON.stringify(now));
    } catch {
      // a browser that keeps nothing still reads
    }
  });
}
