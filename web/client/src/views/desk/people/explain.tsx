/** Why a person may or may not see a document: the access rule's own reasons, in the order they were asked. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { Bundle, CaseHome, Explanation, Member } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { SelectField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { labels, roleName } from "../frame/words";

interface Props {
  readonly home: CaseHome;
  readonly list: readonly Member[];
}

export function ExplainPanel({ home, list }: Props) {
  const bundle = useLoaded(home.id, () => api.get<Bundle>(`/cases/${home.id}/bundle`));
  return (
    <section class="panel" aria-labelledby="explain">
      <h2 id="explain">{t("desk.explain")}</h2>
      <p class="quiet">{t("desk.explain.what")}</p>
      <Loaded of={bundle}>
        {(value) =>
          value.sections.some((section) => section.documents.length) ? (
            <ExplainForm {...{ home, list }} bundle={value} />
          ) : (
            <p class="quiet">{t("desk.explain.none")}</p>
          )}
      </Loaded>
    </section>
  );
}

function ExplainForm({ home, list, bundle }: Props & { readonly bundle: Bundle }) {
  const documents = bundle.sections.flatMap((section) => section.documents.map((row) => ({ row, section })));
  const person = useSignal(list[0]?.person ?? "");
  const document = useSignal(documents[0]?.row.id ?? "");
  const answer = useSignal<Explanation | null>(null);
  const { busy, refusal, act } = useActing();
  const submit = (event: Event) => {
    event.preventDefault();
    const query = { person: person.value, case: home.id, document: document.value };
    void act(async () => { answer.value = await api.get<Explanation>("/explain", { query }); });
  };
  const choose = (what: typeof person) => (value: string) => { what.value = value; answer.value = null; };
  return (
    <form class="form" onSubmit={submit} noValidate>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <SelectField label={t("desk.explain.person")} value={person.value} onText={choose(person)}
        options={list.map((member) => ({ value: member.person, label: `${member.name} (${roleName(member.role)})` }))} />
      <SelectField label={t("desk.explain.document")} value={document.value} onText={choose(document)}
        options={documents.map(({ row, section }) => ({ value: row.id, label: `${section.code}: ${row.title} ${labels(row)}` }))} />
      <Button type="submit" look="second" busy={busy.value}>{t("desk.explain.ask")}</Button>
      <div role="status">{answer.value && <Answer of={answer.value} />}</div>
    </form>
  );
}

function Answer({ of }: { readonly of: Explanation }) {
  return (
    <Notice look={of.allowed ? "good" : "warn"} title={of.allowed ? t("desk.explain.yes") : t("desk.explain.no")}>
      <ol class="reasons">{of.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ol>
    </Notice>
  );
}
