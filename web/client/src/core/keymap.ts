/** The keys, as data. One table serves the keyboard, the help sheet and the titles of buttons. */
export type Command =
  | "next" | "previous" | "first" | "last" | "screen-down" | "screen-up" | "next-document" | "previous-document"
  | "go-to" | "search" | "next-hit" | "previous-hit" | "back" | "forward"
  | "zoom-in" | "zoom-out" | "fit-width" | "fit-page" | "true-size" | "turn-mode"
  | "index" | "thumbnails" | "notes" | "text" | "hide-marks"
  | "highlight" | "note" | "box" | "select" | "copy-reference"
  | "follow" | "rejoin" | "present" | "show" | "call-out" | "blank" | "help" | "escape";

export type Group = "move" | "find" | "look" | "mark" | "court";

export interface Binding {
  readonly command: Command;
  readonly group: Group;
  /** As `KeyboardEvent.key`, led by the modifiers that must be held: `Alt+ArrowLeft`. */
  readonly keys: readonly string[];
}

export const BINDINGS: readonly Binding[] = [
  { command: "next", group: "move", keys: ["PageDown", "ArrowRight"] },
  { command: "previous", group: "move", keys: ["PageUp", "ArrowLeft"] },
  { command: "first", group: "move", keys: ["Home"] },
  { command: "last", group: "move", keys: ["End"] },
  { command: "screen-down", group: "move", keys: [" "] },
  { command: "screen-up", group: "move", keys: ["Shift+ "] },
  { command: "next-document", group: "move", keys: ["]"] },
  { command: "previous-document", group: "move", keys: ["["] },
  { command: "back", group: "move", keys: ["Alt+ArrowLeft"] },
  { command: "forward", group: "move", keys: ["Alt+ArrowRight"] },
  { command: "go-to", group: "find", keys: ["g", "Control+g"] },
  { command: "search", group: "find", keys: ["/", "Control+f"] },
  { command: "next-hit", group: "find", keys: ["F3", "."] },
  { command: "previous-hit", group: "find", keys: ["Shift+F3", ","] },
  { command: "zoom-in", group: "look", keys: ["+", "="] },
  { command: "zoom-out", group: "look", keys: ["-"] },
  { command: "fit-width", group: "look", keys: ["w"] },
  { command: "fit-page", group: "look", keys: ["0"] },
  { command: "true-size", group: "look", keys: ["1"] },
  { command: "turn-mode", group: "look", keys: ["c"] },
  { command: "index", group: "look", keys: ["i"] },
  { command: "thumbnails", group: "look", keys: ["t"] },
  { command: "notes", group: "look", keys: ["l"] },
  { command: "text", group: "look", keys: ["x"] },
  { command: "hide-marks", group: "mark", keys: ["n"] },
  { command: "highlight", group: "mark", keys: ["h"] },
  { command: "note", group: "mark", keys: ["m"] },
  { command: "box", group: "mark", keys: ["d"] },
  { command: "select", group: "mark", keys: ["s"] },
  { command: "copy-reference", group: "mark", keys: ["y"] },
  { command: "follow", group: "court", keys: ["f"] },
  { command: "rejoin", group: "court", keys: ["r"] },
  { command: "present", group: "court", keys: ["p"] },
  { command: "show", group: "court", keys: ["Control+Enter"] },
  { command: "call-out", group: "court", keys: ["o"] },
  { command: "blank", group: "court", keys: ["b"] },
  { command: "help", group: "look", keys: ["?"] },
  { command: "escape", group: "look", keys: ["Escape"] },
];

/** The part of a `KeyboardEvent` that matters. */
export interface Press {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** A letter, digit or sign with no modifier: what WCAG 2.1.4 lets a person turn off. */
export const isSingle = (keys: string): boolean => keys.length === 1 && keys !== " ";

function written(press: Press): string {
  const letter = press.key.length === 1 && press.key !== " ";
  const held = [
    press.altKey && "Alt",
    (press.ctrlKey || press.metaKey) && "Control",
    press.shiftKey && !letter && "Shift", // a letter or sign already says whether Shift was held
  ].filter(Boolean);
  return [...held, letter && held.length === 0 ? press.key : letter ? press.key.toLowerCase() : press.key].join("+");
}

const TABLE = new Map(BINDINGS.flatMap(({ command, keys }) => keys.map((key) => [key, command] as const)));

/** What a press asks for, or null. With `singles` off, single keys ask for nothing. */
export function commandFor(press: Press, singles: boolean): Command | null {
  const keys = written(press);
  if (isSingle(keys) && !singles) return null;
  return TABLE.get(isSingle(keys) ? keys.toLowerCase() : keys) ?? null;
}

export const keysOf = (command: Command): readonly string[] => BINDINGS.find((each) => each.command === command)?.keys ?? [];

const CAPS: Readonly<Record<string, string>> = {
  PageDown: "PgDn", PageUp: "PgUp", ArrowRight: "→", ArrowLeft: "←", " ": "Space", Control: "Ctrl", Escape: "Esc",
};

/** A key as it is printed on a keyboard: `Alt+ArrowLeft` → `Alt+←`. */
export function keyCap(keys: string): string {
  const parts = keys === "+" || keys.endsWith("++") ? [keys] : keys.split("+");
  return parts.map((part) => CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");
}
