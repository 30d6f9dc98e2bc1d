/** How things are said: roles, states, dates, sizes, labels. */
import type { DocumentRow, DocumentState, LabelRun, Role } from "../../../api/shapes";
import { t, type Key } from "../../../state/language";

const ROLES: Readonly<Record<Role, Key>> = {
  clerk: "desk.role.clerk",
  judge: "desk.role.judge",
  prosecutor: "desk.role.prosecutor",
  defence: "desk.role.defence",
  probation: "desk.role.probation",
  jury: "desk.role.jury",
  witness: "desk.role.witness",
  gallery: "desk.role.gallery",
};

const STATES: Readonly<Record<DocumentState, Key>> = {
  received: "desk.state.received",
  examined: "desk.state.examined",
  ready: "desk.state.ready",
  refused: "desk.state.refused",
  withdrawn: "desk.state.withdrawn",
};

export const roleName = (role: Role): string => t(ROLES[role]);
export const stateName = (state: DocumentState): string => t(STATES[state]);

const MONTHS: readonly Key[] = [
  "desk.month.1", "desk.month.2", "desk.month.3", "desk.month.4", "desk.month.5", "desk.month.6",
  "desk.month.7", "desk.month.8", "desk.month.9", "desk.month.10", "desk.month.11", "desk.month.12",
];

const two = (number: number): string => String(number).padStart(2, "0");

/** `5 March 2024`. Months come from the catalogue: not every browser has Welsh ones. */
export function day(date: string | Date): string {
  const given = typeof date === "string" ? new Date(date.length === 10 ? `${date}T12:00:00` : date) : date;
  const month = MONTHS[given.getMonth()];
  return t("desk.date", { day: given.getDate(), month: month ? t(month) : "", year: given.getFullYear() });
}

/** `5 March 2024, 14:05`, by the reader's own clock. */
export function moment(at: string): string {
  const given = new Date(at);
  return `${day(given)}, ${two(given.getHours())}:${two(given.getMinutes())}`;
}

/** `14:05:09`. */
export function clock(at: string): string {
  const given = new Date(at);
  return [given.getHours(), given.getMinutes(), given.getSeconds()].map(two).join(":");
}

/** `1,204`, as both languages write it. */
export const number = (count: number): string => count.toLocaleString("en-GB");

/** `1.5 MB`; a MB is 2²⁰ bytes, as on the reader's own computer. */
export function size(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  const step = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  if (step === 0) return t("desk.size.bytes", { count: bytes });
  return `${(bytes / 1024 ** step).toFixed(1).replace(/\.0$/, "")}\u00a0${units[step] ?? ""}`;
}

/** A file's size as progress: `3.2 of 10 MB`. */
export const sent = (bytes: number, of: number): string => t("desk.size.of", { sent: size(bytes), total: size(of) });

const labelAt = (run: LabelRun, at: number): string => (run.first === null ? run.prefix : `${run.prefix}${run.first + at}`);

export function firstLabel(row: DocumentRow): string | null {
  const run = row.labels[0];
  return run ? labelAt(run, 0) : null;
}

export function lastLabel(row: DocumentRow): string | null {
  const run = row.labels.at(-1);
  return run ? labelAt(run, run.count - 1) : null;
}

/** `K1–K12`, or one label alone; empty while no page is known. */
export function labels(row: DocumentRow): string {
  const first = firstLabel(row);
  const last = lastLabel(row);
  if (first === null || last === null) return "";
  return first === last ? first : `${first}–${last}`;
}

export const named = (given: readonly string[]): string => given.join(", ");
