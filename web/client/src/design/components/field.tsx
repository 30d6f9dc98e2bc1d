/** One question of a form: label, hint, error and control, tied together for those who listen. */
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface Asked {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly short?: boolean;
}

interface Tied {
  readonly id: string;
  readonly class: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: "true";
}

function Frame({ label, hint, error, short, control }: Asked & { readonly control: (tied: Tied) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const tied: Tied = {
    id,
    class: short ? "input input--short" : "input",
    ...(described ? { "aria-describedby": described } : {}),
    ...(error ? { "aria-invalid": "true" as const } : {}),
  };
  return (
    <div class={error ? "field field--wrong" : "field"}>
      <label class="field__label" for={id}>{label}</label>
      {hint && <p class="field__hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="field__error" id={`${id}-error`}>{error}</p>}
      {control(tied)}
    </div>
  );
}

interface TextProps extends Asked {
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "search" | "date" | "number";
  readonly name?: string;
  readonly autocomplete?: string;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
  readonly focused?: boolean;
}

export function TextField({ label, hint, error, short, onText, focused, required, ...rest }: TextProps) {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return (
    <Frame {...{ label, hint, error }} short={short ?? false} control={(tied) => (
      <input
        {...given}
        {...tied}
        {...(required ? { "aria-required": "true" as const } : {})}
        autoFocus={focused ?? false}
        spellcheck={rest.type === undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    )} />
  );
}

interface AreaProps extends Asked {
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly maxLength?: number;
}

export function AreaField({ label, hint, error, value, maxLength, onText }: AreaProps) {
  return (
    <Frame {...{ label, hint, error }} control={(tied) => (
      <textarea {...tied} value={value} maxLength={maxLength ?? 1000} onInput={(event) => onText(event.currentTarget.value)} />
    )} />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends Asked {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onText: (value: string) => void;
}

export function SelectField({ label, hint, error, short, value, options, onText }: SelectProps) {
  const changed: JSX.IntrinsicElements["select"]["onChange"] = (event) => onText(event.currentTarget.value);
  return (
    <Frame {...{ label, hint, error }} short={short ?? false} control={(tied) => (
      <select {...tied} value={value} onChange={changed}>
        {options.map((option) => <option key={option.value} value={option.value} selected={option.value === value}>{option.label}</option>)}
      </select>
    )} />
  );
}
