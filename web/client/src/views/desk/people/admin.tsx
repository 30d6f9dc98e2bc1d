/** Running the installation: accounts, and new cases. It gives no sight of any case. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { Me, NewPerson } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Tick } from "../../../design/components/choices";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { Tag } from "../../../design/components/tag";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Heading } from "../frame/heading";
import { Loaded, useLoaded } from "../frame/loading";
import { NewCaseForm } from "./new-case";

export function AdminView() {
  const people = useLoaded("people", () => api.get<readonly Me[]>("/people"));
  return (
    <main class="main" id="main">
      <Heading title={t("desk.admin")}><p class="quiet">{t("desk.admin.what")}</p></Heading>
      <NewCaseForm />
      <NewPersonForm again={people.again} />
      <section class="panel" aria-labelledby="accounts">
        <h2 id="accounts">{t("desk.admin.people")}</h2>
        <Loaded of={people}>{(list) => <PeopleTable list={list} />}</Loaded>
      </section>
    </main>
  );
}

function PeopleTable({ list }: { readonly list: readonly Me[] }) {
  return (
    <table class="table">
      <caption class="only-heard">{t("desk.admin.people")}</caption>
      <thead>
        <tr><th scope="col">{t("desk.name")}</th><th scope="col">{t("desk.email")}</th></tr>
      </thead>
      <tbody>
        {list.map((person) => (
          <tr key={person.id}>
            <th scope="row">{person.name} {person.is_admin && <Tag>{t("desk.admin.is")}</Tag>}</th>
            <td data-column={t("desk.email")}>{person.email}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SHORTEST = 12;
const nobody: Required<NewPerson> = { name: "", email: "", password: "", is_admin: false };

type Missing = "name" | "email" | "password";

function missingIn(draft: NewPerson): Missing | null {
  if (!draft.name.trim()) return "name";
  if (!/^[^@\s]+@[^@\s]+$/.test(draft.email.trim())) return "email";
  return draft.password.length < SHORTEST ? "password" : null;
}

function NewPersonForm({ again }: { readonly again: () => Promise<void> }) {
  const draft = useSignal(nobody);
  const missing = useSignal<Missing | null>(null);
  const made = useSignal<string | null>(null);
  const { busy, refusal, act } = useActing();
  const set = (part: Partial<NewPerson>) => (draft.value = { ...draft.value, ...part });
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = missingIn(draft.value);
    made.value = null;
    if (missing.value) return;
    const wanted = { ...draft.value, name: draft.value.name.trim(), email: draft.value.email.trim() };
    if (!(await act(async () => { await api.post("/people", wanted); await again(); }))) return;
    made.value = wanted.name;
    draft.value = nobody;
  };
  const error = (which: Missing, sentence: string) => (missing.value === which ? sentence : undefined);
  return (
    <form class="panel form" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="new-person">
      <h2 id="new-person">{t("desk.admin.new_person")}</h2>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {made.value && <div role="status"><Notice look="good"><p>{t("desk.admin.made", { name: made.value })}</p></Notice></div>}
      <TextField label={t("desk.name")} autocomplete="off" maxLength={200} error={error("name", t("desk.admin.name_missing"))}
        value={draft.value.name} onText={(name) => set({ name })} />
      <TextField label={t("desk.email")} type="email" autocomplete="off" maxLength={254} error={error("email", t("desk.people.email_missing"))}
        value={draft.value.email} onText={(email) => set({ email })} />
      <TextField label={t("desk.admin.first_password")} hint={t("desk.password.hint", { count: SHORTEST })} autocomplete="off"
        error={error("password", t("desk.password.short", { count: SHORTEST }))} value={draft.value.password} onText={(password) => set({ password })} />
      <Tick label={t("desk.admin.may")} on={draft.value.is_admin} onTurn={(is_admin) => set({ is_admin })} />
      <Button type="submit" look="second" busy={busy.value}>{t("desk.admin.new_person")}</Button>
    </form>
  );
}
