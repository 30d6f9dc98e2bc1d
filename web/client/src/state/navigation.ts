/** Moving about the bundle. A jump is remembered (back, forward, the address); turning a page only changes where one stands.
 *
 * The stage does the moving on the screen; it is told through `onMove`. */
import { computed, effect, signal } from "@preact/signals";
import { api, Refusal } from "../api/client";
import type { PlaceInBundle } from "../api/shapes";
import { parsed, printed } from "../core/address";
import type { Quad } from "../core/geometry";
import { begun, recent, settled, stepped, visited, type Trail } from "../core/history";
import { caseId, current, pages } from "./bundle";
import { mode, zoom } from "./preferences";
import { query } from "./search";

/** A move for the stage to make: to a page, and to a place on it when given. */
export interface Move {
  readonly index: number;
  readonly quad: Quad | null;
}

type Mover = (move: Move) => void;
type Detached = () => void;

/** Places are page ids: the numbers of pages change when the index does. */
const trail = signal<Trail<string>>(begun(""));
let mover: Mover = () => undefined;
let onOwnMove: Detached = () => undefined;

export const canGoBack = computed(() => stepped(trail.value, -1) !== null);
export const canGoForward = computed(() => stepped(trail.value, 1) !== null);
export const recentPages = computed(() =>
  recent(trail.value, 8).map((id) => pages.value.indexOf(id)).filter((index) => index !== undefined),
);

export const onMove = (move: Mover): void => void (mover = move);
/** Tells the follower that the person has gone their own way. */
export const onOwnWay = (detached: Detached): void => void (onOwnMove = detached);

/** The court brought the person here: the place they themselves were at is kept in the trail. */
let led = false;

/** The person moves by themselves: by wheel, finger, or any other way. From where the court led them, that is a new place. */
export function ownMove(): void {
  if (led) {
    led = false;
    remember(visited(trail.peek(), idOf(current.peek())));
  }
  onOwnMove();
}

function remember(now: Trail<string>): void {
  if (now !== trail.peek()) history.pushState({ position: now.position }, "", location.href);
  trail.value = now;
}

function put(index: number, quad: Quad | null = null): void {
  current.value = Math.min(Math.max(index, 0), Math.max(pages.peek().count - 1, 0));
  mover({ index: current.peek(), quad });
}

const idOf = (index: number): string => pages.peek().idAt(index) ?? "";

/** Goes somewhere and remembers where from. */
export function jump(index: number, quad: Quad | null = null): void {
  ownMove();
  trail.value = settled(trail.peek(), idOf(current.peek()));
  put(index, quad);
  remember(visited(trail.peek(), idOf(current.peek())));
}

/** Turns on by pages, without remembering. */
export function turn(by: number): void {
  const to = current.peek() + by;
  if (to < 0 || to >= pages.peek().count) return;
  ownMove();
  put(to);
}

/** The stage says that the person scrolled to another page. */
export function scrolledTo(index: number): void {
  if (index !== current.peek()) current.value = index;
}

/** To the first page of the next or the previous document with pages. */
export function turnDocument(by: 1 | -1): void {
  const all = pages.peek().documents.filter((span) => span.count > 0);
  const here = all.findIndex((span) => current.peek() >= span.start && current.peek() < span.start + span.count);
  const atStart = all[here]?.start === current.peek();
  const to = all[by < 0 && !atStart ? here : here + by];
  if (to) jump(to.start);
}

/** Goes where the court is: not an own move, and no part of the trail. */
export function goWithCourt(page: string, quad: Quad | null): void {
  const index = pages.peek().indexOf(page);
  if (index === undefined) return;
  led ||= index !== current.peek();
  put(index, quad);
}

export const back = (): void => void (canGoBack.peek() && history.back());
export const forward = (): void => void (canGoForward.peek() && history.forward());

/** The address of a page, for the clipboard. */
export const linkTo = (label: string): string =>
  `${location.origin}${location.pathname}${printed({ page: label, zoom: null, mode: null, q: null, mark: null })}`;

/** Where a label stands: by the index, or by the server for one that once was given. */
export async function resolve(label: string): Promise<number | undefined> {
  const known = pages.peek().find(label) ?? pages.peek().indexOf(label);
  if (known !== undefined) return known;
  try {
    const place = await api.get<PlaceInBundle>(`/cases/${caseId}/labels/${encodeURIComponent(label)}`);
    return pages.peek().indexOf(place.page);
  } catch (reason) {
    if (reason instanceof Refusal) return undefined;
    throw reason;
  }
}

/** Opens at the address's page, then keeps the address telling where one is. Resolves false when its page is not to be found. */
export async function begin(): Promise<boolean> {
  const asked = parsed(location.search);
  if (asked.zoom) zoom.value = asked.zoom;
  if (asked.mode) mode.value = asked.mode;
  const found = asked.page === null ? 0 : await resolve(asked.page);
  current.value = found ?? 0;
  trail.value = begun(idOf(current.peek()));
  history.replaceState({ position: 0 }, "", location.href);
  addEventListener("popstate", popped);
  effect(write);
  return found !== undefined;
}

let due: ReturnType<typeof setTimeout> | undefined;

/** Writes the address, not more often than browsers allow. */
function write(): void {
  const label = pages.value.labelAt(current.value);
  const address = { page: label, zoom: zoom.value, mode: mode.value, q: query.value, mark: null };
  clearTimeout(due);
  due = setTimeout(() => {
    history.replaceState(history.state, "", `${location.pathname}${printed(address)}`);
  }, 250);
}

async function popped(event: PopStateEvent): Promise<void> {
  clearTimeout(due);
  const position = (event.state as { position?: number } | null)?.position ?? 0;
  const standing = trail.peek();
  const left = led ? standing : settled(standing, idOf(current.peek()));
  trail.value = { ...left, position: Math.min(position, standing.places.length - 1) };
  const place = trail.peek().places[position];
  const known = place ? pages.peek().indexOf(place) : undefined;
  const index = known ?? (await resolve(parsed(location.search).page ?? ""));
  if (index === undefined) return;
  led = false;
  onOwnMove();
  put(index);
}
