/** The cases a person is on. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseSummary } from "../../../api/shapes";
import { TextField } from "../../../design/components/field";
import { Tag } from "../../../design/components/tag";
import { plural, t } from "../../../state/language";
import { Heading } from "../frame/heading";
import { Loaded, useLoaded } from "../frame/loading";
import { caseAddress } from "../frame/addresses";
import { me } from "../frame/session";
import { roleName } from "../frame/words";

const WORTH_SEARCHING = 6;

export function CasesView() {
  const cases = useLoaded("cases", () => api.get<readonly CaseSummary[]>("/cases"));
  return (
    <main class="main" id="main">
      <Heading title={t("desk.cases")} />
      <Loaded of={cases}>{(list) => (list.length ? <CaseList list={list} /> : <NoCases />)}</Loaded>
    </main>
  );
}

function NoCases() {
  return (
    <div class="empty">
      <p>{t("desk.cases.none")}</p>
      {me.value?.is_admin && <p><a href="/people">{t("desk.cases.none_admin")}</a></p>}
    </div>
  );
}

/** Those whose title, reference or court has every word of `wanted`. */
export function matching(list: readonly CaseSummary[], wanted: string): readonly CaseSummary[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return list.filter((each) => {
    const said = `${each.title} ${each.urn} ${each.court}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

function CaseList({ list }: { readonly list: readonly CaseSummary[] }) {
  const wanted = useSignal("");
  const found = matching(list, wanted.value);
  return (
    <>
      {list.length >= WORTH_SEARCHING && (
        <TextField label={t("desk.cases.find")} type="search" value={wanted.value} onText={(text) => (wanted.value = text)} />
      )}
      <p class="only-heard" role="status">{wanted.value && plural(found.length, "desk.cases.found_one", "desk.cases.found")}</p>
      {found.length === 0 && <p class="empty">{t("desk.cases.not_found", { wanted: wanted.value })}</p>}
      <ul role="list" class="stack">{found.map((each) => <CaseCard key={each.id} of={each} />)}</ul>
    </>
  );
}

function CaseCard({ of }: { readonly of: CaseSummary }) {
  return (
    <li class="panel case-card">
      <div class="row row--apart">
        <h2 class="case-card__title"><a href={caseAddress(of.id)}>{of.title}</a></h2>
        {of.hearing_open && <Tag look="live">{t("desk.hearing_now")}</Tag>}
      </div>
      <p class="quiet">
        {of.urn} · {of.court} · {t("desk.cases.as", { role: roleName(of.role) })} ·{" "}
        {plural(of.documents, "desk.documents_one", "desk.documents")}, {plural(of.pages, "desk.pages_one", "desk.pages")}
      </p>
    </li>
  );
}

