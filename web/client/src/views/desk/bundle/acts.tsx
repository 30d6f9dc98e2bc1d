/** What may be done with a document: order, edit, withdraw, and its original. */
import { useSignal } from "@preact/signals";
import { Button } from "../../../design/components/button";
import { Icon } from "../../../design/components/icon";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import type { DocumentProps } from "./document";
import { EditDialog } from "./edit";
import { step } from "./order";
import { WithdrawDialog } from "./withdraw";

export function DocumentActs(props: DocumentProps) {
  const { row, movable } = props;
  const asked = useSignal<"edit" | "withdraw" | null>(null);
  const close = () => (asked.value = null);
  const standing = row.may_edit && row.state !== "withdrawn";
  return (
    <div class="document__acts">
      {movable && <Steps {...props} />}
      {standing && row.state !== "refused" && (
        <Button look="quiet" aria-label={t("desk.document.edit_named", { title: row.title })} onClick={() => (asked.value = "edit")}>
          {t("desk.document.edit")}
        </Button>
      )}
      {standing && (
        <Button look="quiet" aria-label={t("desk.document.withdraw_named", { title: row.title })} onClick={() => (asked.value = "withdraw")}>
          {t("desk.document.withdraw")}
        </Button>
      )}
      <a class="button button--quiet" href={`/api/documents/${row.id}/original`} download={row.filename}
        aria-label={t("desk.document.original_named", { title: row.title })}>
        {t("desk.document.original")}
      </a>
      {asked.value === "edit" && <EditDialog {...props} onClose={close} />}
      {asked.value === "withdraw" && <WithdrawDialog {...props} onClose={close} />}
    </div>
  );
}

/** The list is drawn anew around the button that was pressed: the focus is given back to it. */
function Steps({ section, row, again }: DocumentProps) {
  const { act, busy, refusal } = useActing();
  const at = section.documents.indexOf(row);
  const last = section.documents.length - 1;
  const move = async (by: -1 | 1, pressed: HTMLElement) => {
    await act(async () => {
      await step(section, row, by);
      await again();
      say(t("desk.document.moved", { title: row.title, place: at + by + 1, count: last + 1 }));
    });
    requestAnimationFrame(() => pressed.focus());
  };
  const end = (there: boolean) => (there ? { "aria-disabled": "true" as const } : {});
  return (
    <div class="steps">
      {refusal.value && <p class="field__error" role="alert">{refusal}</p>}
      <Button look="icon" busy={busy.value} {...end(at === 0)} aria-label={t("desk.document.up_named", { title: row.title })}
        onClick={(event) => void (at > 0 && move(-1, event.currentTarget))}><Icon name="up" /></Button>
      <Button look="icon" busy={busy.value} {...end(at === last)} aria-label={t("desk.document.down_named", { title: row.title })}
        onClick={(event) => void (at < last && move(1, event.currentTarget))}><Icon name="down" /></Button>
    </div>
  );
}
