/** Line drawings of the reader, always on a button with a name: hidden from those who listen. */
const PATHS = {
  sidebar: "M3 5h18v14H3zM9 5v14",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  returned: "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  onward: "M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  column: "M6 2h12v8H6zM6 14h12v8H6z",
  single: "M6 3h12v18H6z",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  notes: "M5 4h14v12l-4 4H5zM15 20v-4h4M8 9h8M8 13h5",
  hide: "M3 3l18 18M10 6a9 9 0 0 1 11 6 12 12 0 0 1-3 4M6 7a12 12 0 0 0-3 5 9 9 0 0 0 12 5",
  shown: "M3 12a9.5 9.5 0 0 1 18 0 9.5 9.5 0 0 1-18 0zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  text: "M5 6h14M5 10h14M5 14h14M5 18h9",
  follow: "M4 12h11M11 7l5 5-5 5M20 5v14",
  court: "M3 5h18v11H3zM8 20h8M12 16v4",
  help: "M9 9a3 3 0 1 1 4 2.8c-.8.4-1 1-1 2M12 17.5v.01",
  mine: "M6 11h12v9H6zM9 11V7a3 3 0 0 1 6 0v4",
  team: "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20v-2a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v2M16 5.5a3 3 0 0 1 0 5.5M18 14a5 5 0 0 1 3 4v2",
  everyone: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  marker: "M4 20h7M14 4l6 6-8 8H8l-2-2v-4z",
  box: "M4 6h16v12H4z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  home: "M7 3v6l-3 6M12 3v18M17 3v6l3 6M5 11h14M8 21h8",
} as const;

export type Drawing = keyof typeof PATHS;

export function Icon({ name }: { readonly name: Drawing }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
