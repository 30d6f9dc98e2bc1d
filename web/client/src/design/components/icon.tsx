/** A few line drawings, always beside words or on a named button: they are hidden from those who listen. */
const PATHS = {
  sheaf: "M7 3v6l-3 6M12 3v18M17 3v6l3 6M5 11h14M8 21h8",
  up: "M12 19V5M5 12l7-7 7 7",
  down: "M12 5v14M19 12l-7 7-7-7",
  grip: "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
  file: "M14 3H6v18h12V7zM14 3v4h4",
  folder: "M3 6h7l2 2h9v11H3z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  close: "M6 6l12 12M18 6L6 18",
  screen: "M3 5h18v11H3zM8 20h8",
  lock: "M6 11h12v9H6zM9 11V7a3 3 0 0 1 6 0v4",
  warn: "M12 4l9 16H3zM12 10v4M12 17v.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
