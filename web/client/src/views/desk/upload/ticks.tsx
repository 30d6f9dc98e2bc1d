/** Who may see what is filed in a compartmented section: asked before the first byte leaves. */
import { useSignal } from "@preact/signals";
import type { CaseHome, Party, SectionRow } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Choices } from "../../../design/components/choices";
import { Dialog } from "../../../design/components/dialog";
import { plural, t } from "../../../state/language";

/** The defendants this person may tick: counsel for a defendant only their own. */
export function tickable(home: CaseHome): readonly Party[] {
  const defendants = home.parties.filter((party) => party.kind === "defendant");
  return home.role === "defence" ? defendants.filter((party) => home.own_parties.includes(party.id)) : defendants;
}

interface Props {
  readonly home: CaseHome;
  readonly section: SectionRow;
  readonly count: number;
  readonly onTicked: (ticked: readonly string[]) => void;
  readonly onClose: () => void;
}

export function TicksDialog({ home, section, count, onTicked, onClose }: Props) {
  const parties = tickable(home);
  const all = parties.map((party) => party.id);
  const chosen = useSignal<readonly string[]>(all.length === 1 ? all : []);
  const missing = useSignal(false);
  const submit = (event: Event) => {
    event.preventDefault();
    missing.value = chosen.value.length === 0;
    if (!missing.value) onTicked(chosen.value);
  };
  return (
    <Dialog title={t("desk.ticks.title", { code: section.code, title: section.title })} closeLabel={t("desk.cancel")} onClose={onClose}>
      <form class="form" onSubmit={submit} noValidate>
        <Choices legend={plural(count, "desk.ticks.legend_one", "desk.ticks.legend")} hint={t("desk.ticks.hint")}
          error={missing.value ? t("desk.ticks.missing") : undefined}
          options={parties.map((party) => ({ value: party.id, label: party.name }))}
          chosen={chosen.value} onChosen={(ticked) => (chosen.value = ticked)} />
        <div class="row">
          <Button type="submit">{plural(count, "desk.ticks.file_one", "desk.ticks.file")}</Button>
          {all.length > 1 && <Button look="second" onClick={() => onTicked(all)}>{t("desk.ticks.all")}</Button>}
          <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
