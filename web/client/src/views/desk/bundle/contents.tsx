/** The letters of the bundle, to go to a section at once; what is dragged over one goes there too. */
import type { SectionRow } from "../../../api/shapes";
import { t } from "../../../state/language";
import { number } from "../frame/words";

export function Contents({ sections }: { readonly sections: readonly SectionRow[] }) {
  return (
    <nav class="contents" aria-label={t("desk.contents")}>
      <ul role="list">
        {sections.map((section) => (
          <li key={section.id}>
            <a class="contents__link" href={`#section-${section.code}`} data-empty={section.documents.length === 0 ? "true" : undefined}
              onDragEnter={() => document.getElementById(`section-${section.code}`)?.scrollIntoView({ block: "center" })}>
              <span class="code">{section.code}</span>
              <span class="contents__title">{section.title}</span>
              {section.documents.length > 0 && <span class="contents__count">{number(section.documents.length)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
