/** What is on its way into the bundle: one lane a section, so that files arrive in the order they were given. */
import { computed, signal } from "@preact/signals";
import { api } from "../../../api/client";
import type { Upload } from "../../../api/shapes";
import { say } from "../../../design/components/said";
import { plural, t } from "../../../state/language";
import { sentenceOf } from "../frame/acting";
import { isSame, keepMemory, loseMemory } from "./memory";
import { deliver, forget, passes, untilOnline, wire } from "./sending";

/** `missing`: begun before this page was loaded, and its file must be chosen again. */
export type Stage = "waiting" | "sending" | "held" | "refused" | "missing" | "filed";

export interface Item {
  readonly key: number;
  readonly case: string;
  readonly section: string;
  readonly filename: string;
  readonly size: number;
  readonly ticked: readonly string[];
  readonly file: File | null;
  readonly upload: string | null;
  readonly sent: number;
  readonly stage: Stage;
  readonly sentence: string | null;
  /** Whether trying again may help: the server was away, rather than saying no. */
  readonly again: boolean;
  readonly document: string | null;
}

const LANES = 3;
const UNDER_WAY: readonly Stage[] = ["waiting", "sending", "held"];
let lastKey = 0;

export const items = signal<readonly Item[]>([]);
export const underWay = computed(() => items.value.filter((item) => UNDER_WAY.includes(item.stage)));

const change = (key: number, to: Partial<Item>): void => {
  items.value = items.value.map((item) => (item.key === key ? { ...item, ...to } : item));
};
const find = (key: number): Item | undefined => items.value.find((item) => item.key === key);

export interface Offered {
  readonly case: string;
  readonly section: string;
  readonly ticked: readonly string[];
}

/** Puts files in the lane of their section. A file that was begun before goes on instead of beginning again. */
export function offer(files: readonly File[], to: Offered): void {
  for (const file of files) {
    const begun = items.value.find((item) => item.stage === "missing" && item.section === to.section && isSame(item, file));
    if (begun) change(begun.key, { file, stage: "waiting", sentence: null });
    else items.value = [...items.value, itemOf(file, to)];
  }
  pump();
}

function itemOf(file: File, to: Offered): Item {
  return {
    ...to, key: ++lastKey, filename: file.name, size: file.size, file,
    upload: null, sent: 0, stage: "waiting", sentence: null, again: false, document: null,
  };
}

/** Takes up what an earlier page left unfinished: each asks for its file. */
export async function adopt(caseId: string): Promise<void> {
  const open = await api.get<readonly Upload[]>(`/cases/${caseId}/uploads`).catch(() => []);
  const known = new Set(items.value.map((item) => item.upload));
  const left = open.filter((upload) => upload.document === null && !known.has(upload.id));
  items.value = [...items.value, ...left.map((upload) => leftOver(caseId, upload))];
}

function leftOver(caseId: string, upload: Upload): Item {
  return {
    key: ++lastKey, case: caseId, section: upload.section, filename: upload.filename, size: upload.size, ticked: [], file: null,
    upload: upload.id, sent: upload.offset, stage: "missing", sentence: null, again: false, document: null,
  };
}

/** The person has chosen a file for one that was begun; only the same file may go on. */
export function goOn(item: Item, file: File): void {
  if (isSame(item, file)) change(item.key, { file, stage: "waiting", sentence: null });
  else change(item.key, { sentence: t("desk.upload.other_file", { name: item.filename }) });
  pump();
}

export function retry(item: Item): void {
  change(item.key, { stage: "waiting", sentence: null });
  pump();
}

/** Stops it and has the server forget what came. */
export function drop(item: Item): void {
  items.value = items.value.filter((each) => each.key !== item.key);
  if (item.upload !== null && item.document === null) void forget(item.upload).catch(() => undefined);
  if (item.upload !== null) loseMemory(item.upload);
  pump();
}

/** Takes away what now stands in the bundle. */
export function settle(documents: ReadonlySet<string>): void {
  if (items.value.some((item) => item.document !== null && documents.has(item.document))) {
    items.value = items.value.filter((item) => item.document === null || !documents.has(item.document));
  }
}

function pump(): void {
  const sending = items.value.filter((item) => item.stage === "sending" || item.stage === "held");
  const busy = new Set(sending.map((item) => item.section));
  const next = items.value.find((item) => item.stage === "waiting" && !busy.has(item.section));
  if (!next || sending.length >= LANES) return;
  change(next.key, { stage: "sending" });
  void bring(next).finally(() => {
    pump();
    if (underWay.value.length === 0) sayWhatCame(next.case);
  });
  pump();
}

async function bring(item: Item): Promise<void> {
  if (!item.file) return;
  try {
    const upload = item.upload === null ? await begin(item, item.file) : await wire.find(item.upload);
    const done = await deliver(item.file, upload, wire, toldAbout(item.key), untilOnline);
    if (done.document === null) return;
    loseMemory(done.id);
    change(item.key, { stage: "filed", sent: item.size, document: done.document });
  } catch (reason) {
    if (!find(item.key)) return;
    const sentence = sentenceOf(reason);
    change(item.key, { stage: "refused", sentence, again: passes(reason) });
    say(t("desk.upload.refused_said", { name: item.filename, sentence }));
  }
}

async function begin(item: Item, file: File): Promise<Upload> {
  const { filename, size, section, ticked } = item;
  const upload = await wire.open(item.case, { filename, size, section, ticked });
  keepMemory(upload.id, file);
  change(item.key, { upload: upload.id });
  return upload;
}

function toldAbout(key: number) {
  return {
    sent: (bytes: number) => change(key, { sent: bytes, stage: "sending" }),
    held: () => change(key, { stage: "held" }),
    stopped: () => find(key) === undefined,
  };
}

function sayWhatCame(caseId: string): void {
  const filed = items.value.filter((item) => item.case === caseId && item.stage === "filed").length;
  if (filed) say(plural(filed, "desk.upload.filed_one", "desk.upload.filed"));
}

addEventListener("beforeunload", (event) => {
  if (underWay.value.length) event.preventDefault();
});
