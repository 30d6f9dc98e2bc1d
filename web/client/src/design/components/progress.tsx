/** How far something has got. The words beside it say the same; `label` names what is under way. */
interface Props {
  readonly label: string;
  readonly value: number;
  readonly of: number;
  readonly held?: boolean;
}

export function Progress({ label, value, of, held = false }: Props) {
  return <progress class={held ? "progress progress--held" : "progress"} aria-label={label} value={value} max={Math.max(of, 1)} />;
}
