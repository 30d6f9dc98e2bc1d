/** Knows a file again after a reload: its name, size and when it was last changed, by upload. Never its contents. */
interface Known {
  readonly name: string;
  readonly changed: number;
}

const at = (upload: string): string => `sheaf.upload.${upload}`;

export function keepMemory(upload: string, file: File): void {
  const known: Known = { name: file.name, changed: file.lastModified };
  try {
    localStorage.setItem(at(upload), JSON.stringify(known));
  } catch {
    // A browser that keeps nothing still uploads; it only cannot tell a changed file from the same one.
  }
}

export function loseMemory(upload: string): void {
  localStorage.removeItem(at(upload));
}

interface Begun {
  readonly upload: string | null;
  readonly filename: string;
  readonly size: number;
}

/** Whether `file` is the one that was begun. Without a memory of it, its name and size decide. */
export function isSame(begun: Begun, file: File): boolean {
  if (file.size !== begun.size) return false;
  const kept = begun.upload === null ? null : localStorage.getItem(at(begun.upload));
  if (kept === null) return file.name === begun.filename;
  const known = JSON.parse(kept) as Known;
  return file.name === known.name && file.lastModified === known.changed;
}
