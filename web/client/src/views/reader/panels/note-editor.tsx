/** The words of a note being written. Ctrl+Enter keeps, Escape drops. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../state/language";

interface Props {
  readonly body: string;
  readonly onKeep: (body: string) => Promise<void>;
  readonly onDrop: () => void;
}

export function NoteEditor({ body, onKeep, onDrop }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const words = useSignal(body);
  const busy = useSignal(false);
  useLayoutEffect(() => box.current?.focus(), []);
  const keep = async () => {
    if (busy.peek()) return;
    busy.value = true;
    await onKeep(words.peek());
    busy.value = false;
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void keep();
    else if (event.key === "Escape") onDrop();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="note__editor">
      <textarea
        ref={box}
        class="input"
        aria-label={t("marks.body")}
        maxLength={20_000}
        value={words.value}
        onInput={(event) => (words.value = event.currentTarget.value)}
        onKeyDown={press}
      />
      <div class="row">
        <button type="button" class="button" onClick={() => void keep()} {...(busy.value ? { "aria-disabled": "true" as const } : {})}>
          {t("marks.keep")}
        </button>
        <button type="button" class="button button--quiet" onClick={onDrop}>{t("marks.drop")}</button>
      </div>
    </div>
  );
}
