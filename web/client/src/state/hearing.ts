/** The case's open hearing, if there is one: the line to it, and going along with the court or not. */
import { batch, computed, effect, signal } from "@preact/signals";
import type { Hearing } from "../api/shapes";
import type { Quad } from "../core/geometry";
import { arrived, courtMoved, moved, notFollowing, rejoined, taken, toggled, type Following, type Shown } from "../core/follow";
import { HearingLine, type HearingState } from "../net/hearing";
import { caseId, currentId, pages } from "./bundle";
import { goWithCourt, onOwnWay } from "./navigation";
import { poll } from "./poll";
import { followByDefault } from "./preferences";

export const hearing = signal<Hearing | null>(null);
export const court = signal<HearingState | null>(null);
export const following = signal(notFollowing);
/** The connection has been gone long enough to say so. */
export const lost = signal(false);
export const courtLabel = computed(() => (court.value?.screen.kind === "page" ? court.value.screen.label : null));
export const mayPresent = computed(() => court.value?.you?.present ?? false);
export const holdsFloor = computed(() => {
  const state = court.value;
  return state?.you != null && state.floor?.holder === state.you.person;
});

const KEPT = "sheaf.following";
const PACE = 15_000;
const WORTH_SAYING = 5_000;
let line: HearingLine | null = null;
/** What this reader was opened for, until the court has been heard for the first time. */
let cameFor: "court" | "page" | null = null;

export const orders = (): HearingLine | null => line;

const quadOf = (region: { x: number; y: number; width: number; height: number } | null | undefined): Quad | null =>
  region ? { x0: region.x, y0: region.y, x1: region.x + region.width, y1: region.y + region.height } : null;

function shownBy(state: HearingState): Shown | null {
  const { screen } = state;
  if (screen.kind !== "page") return null;
  return { page: screen.page, region: quadOf(screen.region), callout: quadOf(screen.callout), rotation: screen.rotation ?? 0 };
}

const same = (a: Shown | null, b: Shown | null): boolean => JSON.stringify(a) === JSON.stringify(b);

function changed(state: HearingState): void {
  const before = following.peek();
  batch(() => {
    court.value = state;
    const shown = shownBy(state);
    const first = cameFor !== null && state.you !== null;
    if (!first && same(shown, before.shown)) return;
    following.value = first ? arrived(before, shown, cameFor === "court") : courtMoved(before, shown);
    if (first) cameFor = null;
  });
  if (following.peek() !== before) goAlong(); // once the page lies and looms as it must: then its places are where they will be
  if (state.parted !== null) leave();
}

function goAlong(): void {
  const to = taken(following.peek());
  const place = to && (to.callout ?? to.region);
  if (to && (place || to.page !== currentId.peek())) goWithCourt(to.page, place);
}

/** Comes back to where the court is, and stays with it. */
export function rejoin(): void {
  following.value = rejoined(following.peek());
  goAlong();
}

/** The court is where the person is, because they put it there: they are with it without moving. */
export const withCourt = (): void => void (following.value = rejoined(following.peek()));

export function toggleFollow(): void {
  following.value = toggled(following.peek());
  followByDefault.value = following.peek().on;
  goAlong();
}

function join(open: Hearing): void {
  hearing.value = open;
  line = new HearingLine(open.id, changed);
}

function leave(): void {
  line?.close();
  line = null;
  batch(() => {
    hearing.value = null;
    court.value = null;
    following.value = { ...following.peek(), shown: null, away: false };
  });
}

/** How a reader now loaded again was going along; null when it is a new one. */
function followedBefore(): Pick<Following, "on" | "away"> | null {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const kept = sessionStorage.getItem(KEPT);
  return navigation?.type === "reload" && kept !== null ? (JSON.parse(kept) as Pick<Following, "on" | "away">) : null;
}

/** Looks for an open hearing and goes with it, unless the person once chose not to. Opened for a page of its own (`along` is
 *  false), the reader stays there until the person joins the court. Loaded again, it goes on as before. */
export function openHearing(along: boolean): void {
  const before = followedBefore();
  following.value = { ...notFollowing, ...(before ?? { on: followByDefault.peek() }) };
  cameFor = along || before ? "court" : "page";
  effect(() => {
    const { on, away } = following.value;
    sessionStorage.setItem(KEPT, JSON.stringify({ on, away }));
  });
  onOwnWay(() => {
    const next = moved(following.peek());
    if (next !== following.peek()) following.value = next;
  });
  poll<readonly Hearing[]>({
    path: `/cases/${caseId}/hearings`,
    pace: () => PACE,
    heard: (all) => {
      const open = all.find((each) => each.risen_at === null);
      if (open?.id === hearing.peek()?.id) return;
      if (hearing.peek()) leave();
      if (open) join(open);
    },
  }).now();
  effect(() => {
    const lostAt = court.value?.lostAt ?? null;
    if (lostAt === null) return void (lost.value = false);
    const timer = setTimeout(() => (lost.value = true), Math.max(0, lostAt + WORTH_SAYING - Date.now()));
    return () => clearTimeout(timer);
  });
}

/** A page the court is at that came into the index after the court went there. */
export function followIndex(): void {
  effect(() => {
    if (pages.value.count > 0) goAlong();
  });
}
