/** A new case, from a court's template. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { NewCase, OpenedCase } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { AreaField, SelectField, TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";

type Missing = "urn" | "title" | "court" | "clerk";

interface Draft {
  readonly urn: string;
  readonly title: string;
  readonly court: string;
  readonly template: string;
  readonly defendants: string;
  readonly clerk: string;
}

const blank: Draft = { urn: "", title: "", court: "", template: "crown", defendants: "", clerk: "" };
const FIELDS: readonly Missing[] = ["title", "urn", "court", "clerk"];

const missingIn = (draft: Draft): Missing | null => FIELDS.find((field) => !draft[field].trim()) ?? null;

/** One defendant a line. */
function caseOf(draft: Draft): NewCase {
  const defendants = draft.defendants.split("\n").map((name) => name.trim()).filter(Boolean);
  return { urn: draft.urn.trim(), title: draft.title.trim(), court: draft.court.trim(), template: draft.template, defendants };
}

export function NewCaseForm() {
  const draft = useSignal(blank);
  const missing = useSignal<Missing | null>(null);
  const made = useSignal<string | null>(null);
  const { busy, refusal, act } = useActing();
  const set = (part: Partial<Draft>) => (draft.value = { ...draft.value, ...part });
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = missingIn(draft.value);
    made.value = null;
    if (missing.value) return;
    const wanted = caseOf(draft.value);
    const clerk = { email: draft.value.clerk.trim(), role: "clerk", team_name: t("desk.new_case.clerks") };
    const went = await act(async () => {
      const opened = await api.post<OpenedCase>("/cases", wanted);
      await api.post(`/cases/${opened.id}/people`, clerk);
    });
    if (!went) return;
    made.value = wanted.title;
    draft.value = blank;
  };
  const error = (which: Missing, sentence: string) => (missing.value === which ? sentence : undefined);
  return (
    <form class="panel form" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="new-case">
      <h2 id="new-case">{t("desk.new_case")}</h2>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {made.value && <div role="status"><Notice look="good"><p>{t("desk.new_case.made", { title: made.value })}</p></Notice></div>}
      <TextField label={t("desk.new_case.title")} hint={t("desk.new_case.title_hint")} maxLength={300}
        error={error("title", t("desk.new_case.title_missing"))} value={draft.value.title} onText={(title) => set({ title })} />
      <TextField label={t("desk.new_case.urn")} short maxLength={40}
        error={error("urn", t("desk.new_case.urn_missing"))} value={draft.value.urn} onText={(urn) => set({ urn })} />
      <TextField label={t("desk.new_case.court")} maxLength={200}
        error={error("court", t("desk.new_case.court_missing"))} value={draft.value.court} onText={(court) => set({ court })} />
      <SelectField label={t("desk.new_case.template")} value={draft.value.template} onText={(template) => set({ template })}
        options={[{ value: "crown", label: t("desk.new_case.crown") }, { value: "plain", label: t("desk.new_case.plain") }]} />
      <AreaField label={t("desk.new_case.defendants")} hint={t("desk.new_case.defendants_hint")} maxLength={10_000}
        value={draft.value.defendants} onText={(defendants) => set({ defendants })} />
      <TextField label={t("desk.new_case.clerk")} hint={t("desk.new_case.clerk_hint")} type="email" autocomplete="off" maxLength={254}
        error={error("clerk", t("desk.people.email_missing"))} value={draft.value.clerk} onText={(clerk) => set({ clerk })} />
      <Button type="submit" busy={busy.value}>{t("desk.new_case")}</Button>
    </form>
  );
}
