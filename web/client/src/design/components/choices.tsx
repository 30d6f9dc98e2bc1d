/** Several answers to one question: ticks in a fieldset with its legend. */
import { useId } from "preact/hooks";
import type { Option } from "./field";

interface Props {
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

export function Choices({ legend, hint, error, options, chosen, onChosen }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const turn = (value: string, on: boolean) =>
    onChosen(options.map((option) => option.value).filter((each) => (each === value ? on : chosen.includes(each))));
  return (
    <fieldset class={error ? "choices field--wrong" : "choices"} {...(described ? { "aria-describedby": described } : {})}>
      <legend class="choices__legend">{legend}</legend>
      {hint && <p class="choices__hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="field__error" id={`${id}-error`}>{error}</p>}
      {options.map((option) => (
        <label class="choice" key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => turn(option.value, event.currentTarget.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface OneProps {
  readonly label: string;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
}

export function Tick({ label, on, onTurn }: OneProps) {
  return (
    <label class="choice">
      <input type="checkbox" checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
