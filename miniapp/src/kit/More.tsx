import { useWords } from '../words';
import { Button } from './Button';
import { ErrorBox } from './ErrorBox';

interface Pages {
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** The end of a list that comes page by page: why the next did not come, and the way to it. */
export function More({ of: { error, hasNextPage, isFetchingNextPage, fetchNextPage } }: { of: Pages }) {
  const words = useWords().common;
  const next = () => void fetchNextPage();
  return (
    <>
      {error !== null && <ErrorBox error={error} onRetry={next} />}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={next}>
          {words.more}
        </Button>
      )}
    </>
  );
}
