/** The addresses of the desk: which view each names, and back. Pure: knows neither where the person is nor how to go. */
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

/** Where to go after signing in: an address of ours given as `next`, or the cases. */
export function nextAddress(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return next.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}
