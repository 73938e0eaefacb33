import { useEffect, useState } from 'react';

import { useWords } from '../words';

/** Longer waits say what is awaited. */
const PATIENCE_MS = 1000;

/** Placeholders of the coming content; screen readers hear that it is loading. `awaited` says what, after a second. */
export function Skeleton({ rows = 3, awaited }: { rows?: number; awaited?: string }) {
  const words = useWords().common;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" aria-label={words.loading}>
      {isLong && <p className="soft">{awaited ?? words.loadingLong}</p>}
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}
