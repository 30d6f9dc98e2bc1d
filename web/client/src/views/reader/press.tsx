/** A button of the reader that does a command: named, with its key in its title, and worked by the one table of commands. */
import type { ComponentChildren } from "preact";
import { keyCap, keysOf, type Command } from "../../core/keymap";
import { singles } from "../../state/preferences";
import { isSingle } from "../../core/keymap";
import { perform } from "./commands";
import { Icon, type Drawing } from "./icons";

interface Props {
  readonly command: Command;
  readonly name: string;
  readonly icon: Drawing;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly off?: boolean;
  readonly children?: ComponentChildren;
}

/** `Next page (PgDn)`: the name, and the first key that works now. */
export function named(name: string, command: Command): string {
  const key = keysOf(command).find((each) => singles.value || !isSingle(each));
  return key === undefined ? name : `${name} (${keyCap(key)})`;
}

export function Press({ command, name, icon, pressed, expanded, off = false, children }: Props) {
  const states = {
    ...(pressed === undefined ? {} : { "aria-pressed": pressed ? ("true" as const) : ("false" as const) }),
    ...(expanded === undefined ? {} : { "aria-expanded": expanded ? ("true" as const) : ("false" as const) }),
    ...(off ? { "aria-disabled": "true" as const } : {}),
  };
  return (
    <button type="button" class="press" title={named(name, command)} {...states} onClick={() => off || perform(command)}>
      <Icon name={icon} />
      {children === undefined ? <span class="only-heard">{name}</span> : children}
    </button>
  );
}
