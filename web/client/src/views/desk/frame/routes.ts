/** Where the person is: addresses to views and back. The address is the only state of navigation. */
import { signal } from "@preact/signals";

export type CaseTab = "bundle" | "people" | "publications" | "hearings" | "activity";

export type Place =
  | { readonly view: "sign-in" | "cases" | "account" | "admin" | "nowhere" }
  | { readonly view: "case"; readonly case: string; readonly tab: CaseTab }
  | { readonly view: "hearing"; readonly case: string; readonly hearing: string };

const TABS: readonly string[] = ["people", "publications", "hearings", "activity"];
const PLAIN: Readonly<Record<string, Place>> = {
  "/": { view: "cases" },
  "/cases": { view: "cases" },
  "/sign-in": { view: "sign-in" },
  "/me": { view: "account" },
  "/people": { view: "admin" },
};

export function placeOf(path: string): Place {
  const plain = PLAIN[path];
  if (plain) return plain;
  const [root, id, tab, hearing, more] = path.split("/").slice(1);
  if (root !== "cases" || !id || more) return { view: "nowhere" };
  if (!tab) return { view: "case", case: id, tab: "bundle" };
  if (tab === "hearings" && hearing) return { view: "hearing", case: id, hearing };
  return TABS.includes(tab) && !hearing ? { view: "case", case: id, tab: tab as CaseTab } : { view: "nowhere" };
}

export function caseAddress(id: string, tab: CaseTab = "bundle"): string {
  return tab === "bundle" ? `/cases/${id}` : `/cases/${id}/${tab}`;
}

export function readerAddress(id: string, page?: string): string {
  return `/cases/${id}/read${page === undefined ? "" : `?page=${encodeURIComponent(page)}`}`;
}

export const place = signal<Place>(placeOf(location.pathname));
/** Grows with every move, so that a view knows that the person came, rather than that it was drawn again. */
export const moves = signal(0);

export function go(address: string): void {
  history.pushState(null, "", address);
  arrive();
  scrollTo(0, 0);
}

function arrive(): void {
  place.value = placeOf(location.pathname);
  moves.value += 1;
}

/** Where to go after signing in: an address of ours given as `next`, or the cases. */
export function nextAddress(search: string = location.search): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return next.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}

/** Follows links to the desk's own views without loading a page; all others are the browser's. */
function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.hash || placeOf(to.pathname).view === "nowhere") return;
  event.preventDefault();
  go(to.pathname + to.search);
}

export function listen(): void {
  addEventListener("popstate", arrive);
  document.addEventListener("click", follow);
}
