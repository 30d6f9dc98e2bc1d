/** How far something has got; with no `value`, only that it is under way. The words beside it say the same. */
interface Props {
  readonly label: string;
  readonly value?: number;
  readonly of: number;
  readonly held?: boolean;
}

export function Progress({ label, value, of, held = false }: Props) {
  const known = value === undefined ? {} : { value };
  return <progress class={held ? "progress progress--held" : "progress"} aria-label={label} max={Math.max(of, 1)} {...known} />;
}
