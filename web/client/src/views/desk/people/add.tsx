/** Putting a person on the case: who, as what, and in which team. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseHome, Member, NewMember, Role } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Choices } from "../../../design/components/choices";
import { SelectField, TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { roleName } from "../frame/words";

const ROLES: readonly Role[] = ["clerk", "judge", "prosecutor", "defence", "probation"];

type Missing = "email" | "team" | "parties";

const nobody: NewMember = { email: "", role: "defence", team_name: "", parties: [] };

/** What is still to be said. A standing team acts for whom it acts for; a new one of the defence must say. */
function missingIn(draft: NewMember, list: readonly Member[]): Missing | null {
  if (!/^[^@\s]+@[^@\s]+$/.test(draft.email.trim())) return "email";
  if (!draft.team_name.trim()) return "team";
  const known = standing(list, draft.team_name) !== undefined;
  return draft.role === "defence" && !known && !draft.parties?.length ? "parties" : null;
}

interface Props {
  readonly home: CaseHome;
  readonly list: readonly Member[];
  readonly again: () => Promise<void>;
}

export function AddMember({ home, list, again }: Props) {
  const draft = useSignal(nobody);
  const missing = useSignal<Missing | null>(null);
  const added = useSignal<string | null>(null);
  const { busy, refusal, act } = useActing();
  const set = (part: Partial<NewMember>) => (draft.value = { ...draft.value, ...part });
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = missingIn(draft.value, list);
    added.value = null;
    if (missing.value) return;
    const parties = standing(list, draft.value.team_name) ? [] : partiesOfNew(home, draft.value);
    const went = await act(async () => {
      await api.post(`/cases/${home.id}/people`, { ...draft.value, email: draft.value.email.trim(), parties });
      await again();
    });
    if (!went) return;
    added.value = draft.value.email;
    draft.value = nobody;
  };
  const error = (which: Missing, sentence: string) => (missing.value === which ? sentence : undefined);
  return (
    <form class="panel form" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="add-person">
      <h2 id="add-person">{t("desk.people.add")}</h2>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {added.value && <div role="status"><Notice look="good"><p>{t("desk.people.added", { email: added.value })}</p></Notice></div>}
      <TextField label={t("desk.email")} hint={t("desk.people.email_hint")} type="email" autocomplete="off" maxLength={254}
        error={error("email", t("desk.people.email_missing"))} value={draft.value.email} onText={(email) => set({ email })} />
      <SelectField label={t("desk.role")} short value={draft.value.role} options={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        onText={(role) => set({ role: role as Role })} />
      <TextField label={t("desk.people.team")} hint={teamsHint(list, draft.value.role)} maxLength={200}
        error={error("team", t("desk.people.team_missing"))} value={draft.value.team_name} onText={(team_name) => set({ team_name })} />
      {draft.value.role === "defence" && !standing(list, draft.value.team_name) && (
        <Choices legend={t("desk.people.for")} error={error("parties", t("desk.ticks.missing"))} chosen={draft.value.parties ?? []}
          options={home.parties.filter((party) => party.kind === "defendant").map((party) => ({ value: party.id, label: party.name }))}
          onChosen={(parties) => set({ parties: [...parties] })} />
      )}
      <Button type="submit" busy={busy.value}>{t("desk.people.add")}</Button>
    </form>
  );
}

const standing = (list: readonly Member[], name: string): Member | undefined =>
  list.find((member) => member.team_name.toLowerCase() === name.trim().toLowerCase());

/** Whom a new team acts for: the ticked defendants, or the prosecution. */
function partiesOfNew(home: CaseHome, draft: NewMember): readonly string[] {
  if (draft.role === "defence") return draft.parties ?? [];
  return draft.role === "prosecutor" ? home.parties.filter((party) => party.kind === "prosecution").map((party) => party.id) : [];
}

function teamsHint(list: readonly Member[], role: Role): string {
  const teams = [...new Set(list.filter((member) => member.role === role).map((member) => member.team_name))];
  return teams.length ? t("desk.people.team_standing", { teams: teams.join("; ") }) : t("desk.people.team_new");
}
