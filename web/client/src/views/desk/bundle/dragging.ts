/** Dragging: files from the computer, and documents from place to place. Every drag has a button that does the same. */
import { signal, type Signal } from "@preact/signals";
import type { DocumentRow, SectionRow } from "../../../api/shapes";
import { filesIn } from "../upload/dropped";

export interface Carried {
  readonly document: DocumentRow;
  readonly section: string;
}

/** The document in hand. The browser's own drag data cannot be read while it hovers. */
export const carried = signal<Carried | null>(null);

type Handler = (event: DragEvent) => void;

interface Landing {
  readonly onDragEnter?: Handler;
  readonly onDragOver?: Handler;
  readonly onDragLeave?: Handler;
  readonly onDrop?: Handler;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Makes a section take files and documents. */
export function landing(
  section: SectionRow, over: Signal<boolean>, onFiles: (files: readonly File[]) => void, onDocument: (carried: Carried) => void,
): Landing {
  if (!section.may_file) return {};
  const welcome = (event: DragEvent): boolean => hasFiles(event) || (carried.value !== null && carried.value.section !== section.id);
  const hover: Handler = (event) => {
    if (!welcome(event)) return;
    event.preventDefault();
    over.value = true;
  };
  return {
    onDragEnter: hover,
    onDragOver: hover,
    onDragLeave: (event) => {
      const inside = event.relatedTarget instanceof Node && event.currentTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!inside) over.value = false;
    },
    onDrop: (event) => {
      over.value = false;
      if (!welcome(event)) return;
      event.preventDefault();
      const document = carried.value;
      if (document) onDocument(document);
      else if (event.dataTransfer) void filesIn(event.dataTransfer).then((files) => { if (files.length) onFiles(files); });
    },
  };
}

/** Makes a row a place to put a document of the same section before. */
export function rowLanding(row: DocumentRow, section: SectionRow, over: Signal<boolean>, onDocument: (carried: Carried) => void): Landing {
  const welcome = (): Carried | null => {
    const held = carried.value;
    return held && held.section === section.id && held.document.id !== row.id ? held : null;
  };
  return {
    onDragOver: (event) => {
      if (!welcome()) return;
      event.preventDefault();
      event.stopPropagation();
      over.value = true;
    },
    onDragLeave: () => (over.value = false),
    onDrop: (event) => {
      over.value = false;
      const held = welcome();
      if (!held) return;
      event.preventDefault();
      event.stopPropagation();
      onDocument(held);
    },
  };
}

/** A file dropped beside a section must not make the browser leave the page for it: there it cannot be dropped. */
export function guardPage(): void {
  addEventListener("dragover", (event) => {
    if (!hasFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
  });
  addEventListener("drop", (event) => { if (hasFiles(event)) event.preventDefault(); });
}
