/** The reader: a bundle open at a page. */
import "../design/tokens.css";
import "../design/base.css";
import "../design/controls.css";
import "../design/feedback.css";
import "../design/layout.css";
import "../views/reader/css/reader.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { commandFor } from "../core/keymap";
import { say } from "../design/components/said";
import { bundle, current, home, label, openBundle, pages } from "../state/bundle";
import { lookAlong } from "../state/court-view";
import { followIndex, openHearing } from "../state/hearing";
import { speak, t } from "../state/language";
import { onPages, openMarks } from "../state/marks";
import { begin } from "../state/navigation";
import { side } from "../state/panels";
import { keepPreferences, singles } from "../state/preferences";
import { search } from "../state/search";
import { parsed } from "../core/address";
import { Reader } from "../views/reader/app";
import { belongsElsewhere, perform } from "../views/reader/commands";

const TURNED = 500; // milliseconds on a page before it is said: turning through many says the last

function keys(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const command = commandFor(event, singles.peek());
  if (command === null || belongsElsewhere(event, command)) return;
  event.preventDefault();
  perform(command);
}

/** Says the page to those who listen, and keeps the window's title. */
function announce(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  effect(() => {
    const now = label.value;
    document.title = [now, home.value?.title].filter(Boolean).join(" – ");
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => say(pageSaid(now)), TURNED);
    first = false;
  });
}

function pageSaid(now: string): string {
  const count = onPages.peek().get(pages.peek().idAt(current.peek()) ?? "")?.length ?? 0;
  return count > 0 ? t("reader.page_with_notes", { label: now, count }) : t("reader.page", { label: now });
}

async function open(root: HTMLElement): Promise<void> {
  const asked = parsed(location.search);
  if (new URLSearchParams(location.search).has("present")) side.value = "court"; // come from the desk to run the hearing
  const opened = openBundle();
  await speak();
  keepPreferences();
  await opened;
  const found = bundle.peek() === null || (await begin());
  render(<Reader />, root);
  if (bundle.peek() === null) return;
  addEventListener("keydown", keys);
  announce();
  openMarks();
  openHearing(asked.page === null);
  lookAlong();
  followIndex();
  if (asked.q) void search(asked.q);
  if (!found) say(t("reader.go_to.nowhere", { typed: asked.page ?? "" }));
}

const root = document.getElementById("app");
if (root) void open(root);
