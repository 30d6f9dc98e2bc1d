/** What the address brought: the screen's ticket, and perhaps a language. It is taken out of the address at once and kept for a
 *  reload: with this tab first, so that two screens can live in one browser, and with the browser for a machine that is restarted. */
const KEPT = "sheaf.screen";

export interface Brought {
  readonly ticket: string;
  readonly language: string | null;
}

/** Reads `#ticket` or `#ticket&cy`. */
export function brought(hash: string): Brought | null {
  const [ticket, ...rest] = hash.replace(/^#/, "").split("&");
  const language = rest.map((part) => part.replace(/^lang(uage)?=/, "")).find((part) => part === "cy" || part === "en") ?? null;
  return ticket ? { ticket, language } : null;
}

/** The ticket from the address, or the one kept before. */
export function takeTicket(): Brought | null {
  const fresh = brought(location.hash);
  if (!fresh) return kept();
  history.replaceState(null, "", location.pathname);
  for (const store of stores()) store.setItem(KEPT, JSON.stringify(fresh));
  return fresh;
}

/** A ticket that works no more is not tried again. */
export function dropTicket(ticket: string): void {
  for (const store of stores()) {
    if (read(store)?.ticket === ticket) store.removeItem(KEPT);
  }
}

function kept(): Brought | null {
  return stores().map(read).find((found) => found !== null) ?? null;
}

function read(store: Storage): Brought | null {
  const text = store.getItem(KEPT);
  return text === null ? null : (JSON.parse(text) as Brought);
}

/** A browser that keeps nothing still shows: only a reload asks for the address again. */
function stores(): readonly Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}
