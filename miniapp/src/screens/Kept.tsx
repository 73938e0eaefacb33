import { ButtonLink, Notice } from '../kit';
import { useWords } from '../words';

/** It could not be sent: the phone stores it. */
export function Kept({ title, to, link }: { title: string; to: string; link: string }) {
  return (
    <Notice tone="success" live>
      <p>
        <strong>{title}</strong>
      </p>
      <p>{useWords().common.kept}</p>
      <ButtonLink to={to}>{link}</ButtonLink>
    </Notice>
  );
}
