/** The reader's state as an address that can be copied: `?page=K12&zoom=page&mode=single&q=knife&mark=…`. */
import type { Zoom } from "./layout";

export interface Address {
  readonly page: string | null;
  readonly zoom: Zoom | null;
  readonly mode: "continuous" | "single" | null;
  readonly q: string | null;
  readonly mark: string | null;
}

export function parsed(search: string): Address {
  const given = new URLSearchParams(search);
  const mode = given.get("mode");
  return {
    page: given.get("page"),
    zoom: zoomFrom(given.get("zoom")),
    mode: mode === "single" || mode === "continuous" ? mode : null,
    q: given.get("q"),
    mark: given.get("mark"),
  };
}

export function zoomFrom(text: string | null): Zoom | null {
  if (text === "width" || text === "page" || text === "auto") return { kind: text, percent: 100 };
  const percent = Number(text);
  return text !== null && percent >= 10 && percent <= 1000 ? { kind: "percent", percent } : null;
}

export const zoomText = (zoom: Zoom): string => (zoom.kind === "percent" ? String(Math.round(zoom.percent)) : zoom.kind);

/** The query of an address, with what is usual left out. */
export function printed(address: Address): string {
  const query = new URLSearchParams();
  if (address.page) query.set("page", address.page);
  if (address.zoom && address.zoom.kind !== "auto") query.set("zoom", zoomText(address.zoom));
  if (address.mode === "single") query.set("mode", address.mode);
  if (address.q) query.set("q", address.q);
  if (address.mark) query.set("mark", address.mark);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
