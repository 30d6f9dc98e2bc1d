/** Where the person is. The address is the only state of navigation. */
import { signal } from "@preact/signals";
import { placeOf, type Place } from "./addresses";

export const place = signal<Place>(placeOf(location.pathname));
/** Grows with every move, so that a view knows that the person came, rather than that it was drawn again. */
export const moves = signal(0);

let path = location.pathname;

export function go(address: string): void {
  history.pushState(null, "", address);
  arrive();
  scrollTo(0, 0);
}

function arrive(): void {
  path = location.pathname;
  place.value = placeOf(location.pathname);
  moves.value += 1;
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
  addEventListener("popstate", () => { if (location.pathname !== path) arrive(); }); // not for a step within the page
  document.addEventListener("click", follow);
}
