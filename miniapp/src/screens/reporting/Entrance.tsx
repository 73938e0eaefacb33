import type { ReportKind } from '../../api/types';
import { Button, Card, Login } from '../../kit';
import { useWords } from '../../words';

/** For people who never logged in here, before the first file is sent: with an account, or without a name. */
export function Entrance({ kind, onUnknown }: { kind: ReportKind; onUnknown: () => void }) {
  const words = useWords().reporting;
  return (
    <>
      <Login reason={words.loginWhy} />
      {kind.anonymity !== 'no' && (
        <Card title={words.identities.anonymous.name}>
          <p>{words.identities.anonymous.text}</p>
          <Button onClick={onUnknown}>{words.withoutLogin}</Button>
        </Card>
      )}
    </>
  );
}
