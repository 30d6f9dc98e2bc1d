/** Searching: the question, the hits under their documents, and stepping from one to the next. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Hit } from "../../../api/shapes";
import { plural, t } from "../../../state/language";
import { come } from "../../../state/panels";
import {
  choose, chosen, clear, grouped, hits, more, query, search, searchFailed, searching, searchOn,
} from "../../../state/search";
import { goToHit, perform } from "../commands";
import { Icon } from "../icons";
import { named } from "../press";

const REST = 250; // milliseconds after the last letter

export function SearchPanel() {
  const words = useSignal(query.peek());
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = (text: string) => {
    words.value = text;
    clearTimeout(due.current);
    due.current = setTimeout(() => void search(text), REST);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      clearTimeout(due.current);
      if (words.peek() !== query.peek()) void search(words.peek());
      else perform(event.shiftKey ? "previous-hit" : "next-hit");
    } else if (event.key === "Escape" && words.peek() !== "") {
      words.value = "";
      clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search">
      <div class="search__head">
        <div class="search__ask">
          <input
            ref={come}
            id="search-box"
            class="input"
            type="search"
            aria-label={t("reader.search.words")}
            placeholder={t("reader.search.words")}
            value={words.value}
            onInput={(event) => typed(event.currentTarget.value)}
            onKeyDown={press}
          />
          <Step by="previous-hit" /><Step by="next-hit" />
        </div>
        <p class="search__state" role="status">{state()}</p>
      </div>
      {grouped.value.map((group) => (
        <section key={group.document} class="search__group">
          <h3>{group.title} <span class="tree__count">{group.hits.length}</span></h3>
          <ul role="list">{group.hits.map(({ hit, place }) => <Row key={place} hit={hit} place={place} />)}</ul>
        </section>
      ))}
      {more.value && <button type="button" class="button button--second" onClick={() => void searchOn()}>{t("reader.search.more")}</button>}
    </div>
  );
}

function state(): string {
  if (searchFailed.value !== null) return searchFailed.value || t("reader.unreachable");
  if (searching.value) return t("reader.search.under_way");
  if (query.value === "") return t("reader.search.hint");
  if (hits.value.length === 0) return t("reader.search.none");
  const some = plural(hits.value.length, "reader.search.found_one", "reader.search.found");
  const count = more.value ? t("reader.search.at_least", { found: some }) : some;
  return chosen.value < 0 ? count : `${chosen.value + 1} / ${count}`;
}

function Step({ by }: { readonly by: "next-hit" | "previous-hit" }) {
  const name = by === "next-hit" ? t("reader.search.next") : t("reader.search.previous");
  const off = hits.value.length === 0;
  return (
    <button type="button" class="press" title={named(name, by)} onClick={() => perform(by)} {...(off ? { "aria-disabled": "true" as const } : {})}>
      <Icon name={by === "next-hit" ? "down" : "up"} /><span class="only-heard">{name}</span>
    </button>
  );
}

function Row({ hit, place }: { readonly hit: Hit; readonly place: number }) {
  const row = useRef<HTMLLIElement>(null);
  const here = place === chosen.value;
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest" });
  }, [here]);
  return (
    <li ref={row}>
      <button
        type="button"
        class="search__hit"
        {...(here ? { "aria-current": "true" as const } : {})}
        onClick={() => void goToHit(choose(place))}
      >
        <span class="search__label">{hit.label}</span>
        <span>{hit.fragments.map((fragment, n) => (fragment.hit ? <mark key={n}>{fragment.text}</mark> : fragment.text))}</span>
      </button>
    </li>
  );
}
