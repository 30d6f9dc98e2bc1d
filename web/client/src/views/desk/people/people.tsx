/** The people on a case: who they are, whom they act for, and how they come and go. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseHome, Member } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Dialog } from "../../../design/components/dialog";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { me } from "../frame/session";
import { named, roleName } from "../frame/words";
import { AddMember } from "./add";
import { ExplainPanel } from "./explain";

export function PeopleView({ home }: { readonly home: CaseHome }) {
  const people = useLoaded(home.id, () => api.get<readonly Member[]>(`/cases/${home.id}/people`));
  return (
    <Loaded of={people}>
      {(list) => (
        <>
          <section class="panel" aria-labelledby="people">
            <h2 id="people">{t("desk.people")}</h2>
            <MemberTable {...{ home, list }} again={people.again} />
          </section>
          {home.acts.includes("manage_people") && (
            <>
              <AddMember {...{ home, list }} again={people.again} />
              <ExplainPanel {...{ home, list }} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

interface Props {
  readonly home: CaseHome;
  readonly list: readonly Member[];
  readonly again: () => Promise<void>;
}

export function partiesOf(home: CaseHome, member: Member): string {
  return named(home.parties.filter((party) => member.parties.includes(party.id)).map((party) => party.name));
}

function MemberTable({ home, list, again }: Props) {
  const leaving = useSignal<Member | null>(null);
  const manages = home.acts.includes("manage_people");
  return (
    <>
      <table class="table">
        <caption class="only-heard">{t("desk.people")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("desk.name")}</th>
            <th scope="col">{t("desk.role")}</th>
            <th scope="col">{t("desk.people.team")}</th>
            <th scope="col">{t("desk.people.for")}</th>
            {manages && <th scope="col"><span class="only-heard">{t("desk.actions")}</span></th>}
          </tr>
        </thead>
        <tbody>
          {list.map((member) => (
            <tr key={member.person}>
              <th scope="row">{member.name}<br /><span class="quiet small person__email">{member.email}</span></th>
              <td data-column={t("desk.role")}>{roleName(member.role)}</td>
              <td data-column={t("desk.people.team")}>{member.team_name}</td>
              <td data-column={t("desk.people.for")}>{partiesOf(home, member)}</td>
              {manages && (
                <td>
                  <Button look="quiet" aria-label={t("desk.people.remove_named", { name: member.name })} onClick={() => (leaving.value = member)}>
                    {t("desk.people.remove")}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {leaving.value && <RemoveDialog {...{ home, again }} member={leaving.value} onClose={() => (leaving.value = null)} />}
    </>
  );
}

interface RemoveProps {
  readonly home: CaseHome;
  readonly member: Member;
  readonly again: () => Promise<void>;
  readonly onClose: () => void;
}

function RemoveDialog({ home, member, again, onClose }: RemoveProps) {
  const { busy, refusal, act } = useActing();
  const remove = async () => {
    const went = await act(async () => {
      await api.delete(`/cases/${home.id}/people/${member.person}`);
      await again();
    });
    if (!went) return;
    say(t("desk.people.removed", { name: member.name }));
    onClose();
  };
  return (
    <Dialog title={t("desk.people.remove_ask", { name: member.name })} closeLabel={t("desk.cancel")} onClose={onClose}>
      <div class="stack">
        {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
        <p>{member.person === me.value?.id ? t("desk.people.remove_self") : t("desk.people.remove_what")}</p>
        <div class="row">
          <Button look="danger" busy={busy.value} onClick={() => void remove()}>{t("desk.people.remove")}</Button>
          <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
