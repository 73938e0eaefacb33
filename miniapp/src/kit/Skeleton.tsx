import { useWords } from '../words';

/** Placeholders of the coming content; screen readers hear that it is loading. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  const words = useWords();
  return (
    <div className="skeleton" role="status" aria-label={words.common.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}
