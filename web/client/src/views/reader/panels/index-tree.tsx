/** The index: sections and their documents, with where each begins. */
import { computed, useComputed, useSignal } from "@preact/signals";
import type { DocumentRow, SectionRow } from "../../../api/shapes";
import { folded } from "../../../core/text";
import { bundle, current, pages } from "../../../state/bundle";
import { plural, t } from "../../../state/language";
import { jump } from "../../../state/navigation";
import { day } from "../../desk/frame/words";

function labels(id: string): string {
  const span = pages.value.document(id);
  if (!span || span.count === 0) return "";
  const [first, last] = [pages.value.labelAt(span.start), pages.value.labelAt(span.start + span.count - 1)];
  return first === last ? first : `${first}–${last}`;
}

/** Only the two rows between which the person moves are drawn again: a jump must not cost more in a longer index. */
const reading = computed(() => pages.value.documentAt(current.value)?.id);

export function IndexTree() {
  const sieve = useSignal("");
  const wanted = folded(sieve.value.trim());
  const kept = (bundle.value?.sections ?? [])
    .map((section) => ({ section, documents: section.documents.filter((row) => fits(row, section, wanted)) }))
    .filter(({ documents }) => wanted === "" || documents.length > 0);
  return (
    <div class="tree">
      <input
        class="input side__filter"
        type="search"
        aria-label={t("reader.index.filter")}
        placeholder={t("reader.index.filter")}
        value={sieve.value}
        onInput={(event) => (sieve.value = event.currentTarget.value)}
      />
      {kept.map(({ section, documents }) => (
        <details key={section.id} class="tree__section" open>
          <summary>
            <span class="tree__code">{section.code}</span> {section.title}
            <span class="tree__count">{documents.length}</span>
          </summary>
          {documents.length === 0 && <p class="tree__none">{t("reader.index.none")}</p>}
          <ul role="list">
            {documents.map((row) => <Row key={row.id} row={row} />)}
          </ul>
        </details>
      ))}
      {kept.length === 0 && <p class="tree__none">{t("reader.index.nothing")}</p>}
    </div>
  );
}

function fits(row: DocumentRow, section: SectionRow, wanted: string): boolean {
  return wanted === "" || folded(`${row.title} ${section.title} ${labels(row.id)} ${row.filed_by}`).includes(wanted);
}

function Row({ row }: { readonly row: DocumentRow }) {
  const here = useComputed(() => reading.value === row.id);
  const span = pages.value.document(row.id);
  const open = span !== undefined && span.count > 0;
  const details = [row.date ? day(row.date) : null, plural(row.pages, "reader.pages_one", "reader.pages_count"), row.filed_by];
  return (
    <li>
      <button
        type="button"
        class="tree__document"
        {...(here.value ? { "aria-current": "true" as const } : {})}
        {...(open ? {} : { "aria-disabled": "true" as const })}
        onClick={() => open && jump(span.start)}
      >
        <span class="tree__title">{row.title}</span>
        <span class="tree__labels">{labels(row.id)}</span>
        <span class="tree__details">{open ? details.filter(Boolean).join(" · ") : t("reader.index.not_ready")}</span>
      </button>
    </li>
  );
}
