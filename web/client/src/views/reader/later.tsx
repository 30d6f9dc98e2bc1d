/** A component fetched when it is first needed. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

export function Later({ load }: { readonly load: () => Promise<ComponentType> }) {
  const [Loaded, put] = useState<ComponentType | null>(null);
  useEffect(() => {
    let here = true;
    void load().then((component) => here && put(() => component));
    return () => void (here = false);
  }, [load]);
  return Loaded && <Loaded />;
}
