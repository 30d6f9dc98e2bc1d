/** A question over the page: the browser's own modal dialog, so focus is kept inside, Escape closes, and focus goes back. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button";
import { Icon } from "./icon";

interface Props {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

export function Dialog({ title, closeLabel, onClose, children }: Props) {
  const id = useId();
  const shown = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = shown.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={shown} class="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <div class="dialog__head">
        <h2 id={id}>{title}</h2>
        <Button look="icon" aria-label={closeLabel} onClick={onClose}><Icon name="close" /></Button>
      </div>
      {children}
    </dialog>
  );
}
