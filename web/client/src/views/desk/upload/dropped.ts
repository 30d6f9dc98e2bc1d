/** The files in what was dropped or picked: folders walked through, in natural order, without a computer's own litter. */
const LITTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

export interface Found {
  readonly path: string;
  readonly file: File;
}

const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sorted by path, as a person counts: `Exhibit 2` before `Exhibit 10`. */
export function inOrder(found: readonly Found[]): readonly File[] {
  return found
    .filter(({ path }) => !path.split("/").some((part) => LITTER.test(part)))
    .toSorted((a, b) => order.compare(a.path, b.path))
    .map(({ file }) => file);
}

/** The entries must be taken before the event is over; what is in them comes later. */
export function filesIn(transfer: DataTransfer): Promise<readonly File[]> {
  const taken = [...transfer.items].filter((item) => item.kind === "file").map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const walks = taken.map(({ entry, file }) => (entry ? walk(entry) : Promise.resolve(file ? [{ path: file.name, file }] : [])));
  return Promise.all(walks).then((found) => inOrder(found.flat()));
}

export function filesOf(list: FileList | null): readonly File[] {
  return inOrder([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

async function walk(entry: FileSystemEntry): Promise<readonly Found[]> {
  if (isFile(entry)) return [{ path: entry.fullPath.slice(1), file: await fileOf(entry) }];
  const inside = isFolder(entry) ? await entriesOf(entry.createReader()) : [];
  return (await Promise.all(inside.map(walk))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a folder in portions, and an empty one at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return portion.length ? [...portion, ...(await entriesOf(reader))] : [];
}
