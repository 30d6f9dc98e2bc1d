/** Text to read and copy, not to change. */
import { useId } from "preact/hooks";

export function TextShown({ label, value }: { readonly label: string; readonly value: string }) {
  const id = useId();
  return (
    <div class="field field--grow">
      <label class="field__label" for={id}>{label}</label>
      <input id={id} class="input input--fixed" readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
    </div>
  );
}
