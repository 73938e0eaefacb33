import { useSearchParams } from 'react-router-dom';

import { useSubjectName } from '../../api/queries/questions';
import { Button } from '../../kit';
import { useWords } from '../../words';

const KINDS = ['procedure', 'office', 'dossier'] as const;

export interface Subject {
  kind: (typeof KINDS)[number];
  id: string;
}

/** The subject of the question, from the address. */
export function useSubject(): { subject: Subject | null; forget: () => void } {
  const [query, setQuery] = useSearchParams();
  const kind = KINDS.find((one) => query.get(one)?.trim());
  const subject = kind ? { kind, id: (query.get(kind) ?? '').trim().slice(0, 200) } : null;
  return { subject, forget: () => setQuery({}, { replace: true }) };
}

export function About({ subject, onForget }: { subject: Subject | null; onForget: () => void }) {
  const words = useWords().ask;
  const name = useSubjectName(subject?.kind ?? null, subject?.id ?? '');
  if (!subject) return null;
  return (
    <div className="subject">
      <p>
        {words.about[subject.kind]}: <strong lang="vi">{name || subject.id}</strong>
      </p>
      <Button look="quiet" onClick={onForget}>
        {words.notAbout}
      </Button>
    </div>
  );
}
